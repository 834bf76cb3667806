import { changeUnit, createUnit, downloadUnits, getUnit, listUnits } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { describeDownload } from '../../platform/download.ts'
import { sendGenerated } from '../../platform/generated-file.ts'
import { route } from '../../platform/route.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import type { OrgService } from './org.service.ts'

export async function orgRoutes(app: FastifyInstance, { service }: { service: OrgService }) {
  app.route(route(listUnits, ({ actor, query }) => service.list(actor, query)))
  const download = route(
    downloadUnits,
    async ({ actor, query }, reply) => sendGenerated(reply, await service.exportAll(actor, query)),
    { rateLimit: { max: 30, timeWindow: '1 minute' } },
  )
  app.route({ ...download, schema: describeDownload(downloadUnits, 'The workbook, or the CSV file', xlsxType) })
  app.route(route(getUnit, ({ actor, params, query }) => service.get(actor, params.id, query)))
  app.route(route(createUnit, ({ actor, body }) => service.create(actor, body)))
  app.route(route(changeUnit, ({ actor, params, body }) => service.change(actor, params.id, body)))
}
