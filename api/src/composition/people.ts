import type { FastifyInstance } from 'fastify'
import { earlierResultImport } from '../features/earlier-results/index.ts'
import {
  createDelegationsService,
  createInvitationsService,
  createPeopleService,
  createPersonalDataService,
  createResponsiblesService,
  endAccess,
  identityRoutes,
  idleSeconds,
  peopleImport,
  restoreAccess,
  type ApiKeysService,
  type SessionsService,
} from '../features/identity/index.ts'
import { createImportsService, importsRoutes } from '../features/imports/index.ts'
import { createOrgService, createUnitChangesService, orgRoutes, unitChangesRoutes } from '../features/org/index.ts'
import { treeChangeImport } from '../features/org/tree-change.import.ts'
import { unitImport } from '../features/org/unit-import.ts'
import { handOver } from '../features/submissions/index.ts'
import type { Ports } from '../ports.ts'

type Who = { sessions: SessionsService; apiKeys: ApiKeysService }

/** Units and their changes, people and their ways in, and what comes in by spreadsheet. */
export async function registerPeople(api: FastifyInstance, ports: Ports, { sessions, apiKeys }: Who) {
  const { db, files, sendsMail } = ports
  await api.register(identityRoutes, {
    sessions: {
      service: sessions,
      cookies: { secure: ports.secureCookies, seconds: idleSeconds },
      signInsPerMinute: ports.security.signInsPerMinute ?? 30,
    },
    people: createPeopleService({ db }),
    invitations: createInvitationsService({ db, sendsMail }),
    responsibles: createResponsiblesService({ db }),
    delegations: createDelegationsService({ db }),
    personalData: createPersonalDataService({ db }),
    apiKeys,
  })
  const unitChanges = createUnitChangesService({ db, now: ports.now, endAccess, restoreAccess, handOver })
  await api.register(unitChangesRoutes, { service: unitChanges })
  await api.register(orgRoutes, { service: createOrgService({ db }) })
  const kinds = [unitImport, treeChangeImport(unitChanges), peopleImport, earlierResultImport]
  await api.register(importsRoutes, { service: createImportsService({ db, files, kinds }), files })
}
