import { getFilePdf, listArchiveEntries } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { holderOf, type FileAddresses } from '../../platform/file-addresses.ts'
import { route } from '../../platform/route.ts'
import type { createEvidenceService } from './evidence.service.ts'
import type { ViewingService } from './viewing.service.ts'

type Services = {
  register: Pick<ReturnType<typeof createEvidenceService>, 'findFile'>
  viewing: ViewingService
  addresses: FileAddresses
}
const often = { rateLimit: { max: 240, timeWindow: '1 minute' } }

/** What is looked at instead of the file itself; who may open the file may look, and nobody else. */
export async function viewingRoutes(app: FastifyInstance, { register, viewing, addresses }: Services) {
  app.addHook('onClose', viewing.settled)
  app.route(
    route(
      listArchiveEntries,
      async ({ actor, params }) => viewing.entries(await register.findFile(actor, params.id)),
      often,
    ),
  )
  app.route(
    route(
      getFilePdf,
      async ({ actor, params }) => {
        const state = await viewing.pdf(await register.findFile(actor, params.id))
        if (state !== 'ready') return { state, url: null, expiresAt: null }
        return { state, ...addresses.sign({ file: params.id, holder: holderOf(actor), as: 'pdf' }) }
      },
      often,
    ),
  )
}
