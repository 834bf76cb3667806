import type { FastifyInstance } from 'fastify'
import { apiKeysRoutes } from './api-keys.routes.ts'
import type { ApiKeysService } from './api-keys.service.ts'
import { delegationsRoutes } from './delegations.routes.ts'
import type { DelegationsService } from './delegations.service.ts'
import { invitationsRoutes } from './invitations.routes.ts'
import type { InvitationsService } from './invitations.service.ts'
import { peopleRoutes } from './people.routes.ts'
import type { PeopleService } from './people.service.ts'
import { personalDataRoutes } from './personal-data.routes.ts'
import type { PersonalDataService } from './personal-data.service.ts'
import { responsiblesRoutes } from './responsibles.routes.ts'
import type { ResponsiblesService } from './responsibles.service.ts'
import { sessionsRoutes, type SessionsOptions } from './sessions.routes.ts'

type Options = {
  sessions: SessionsOptions
  people: PeopleService
  invitations: InvitationsService
  responsibles: ResponsiblesService
  delegations: DelegationsService
  personalData: PersonalDataService
  apiKeys: ApiKeysService
}

export async function identityRoutes(app: FastifyInstance, options: Options) {
  const { sessions, people, invitations, responsibles, delegations, personalData, apiKeys } = options
  await app.register(sessionsRoutes, sessions)
  await app.register(peopleRoutes, { service: people })
  const attemptsPerMinute = sessions.signInsPerMinute
  await app.register(invitationsRoutes, { service: invitations, people, attemptsPerMinute })
  await app.register(responsiblesRoutes, { service: responsibles })
  await app.register(delegationsRoutes, { service: delegations })
  await app.register(personalDataRoutes, { service: personalData })
  await app.register(apiKeysRoutes, { service: apiKeys })
}
