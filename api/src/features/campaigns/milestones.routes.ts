import {
  addMilestone,
  changeMilestone,
  clearOwnDates,
  extendMilestone,
  listExtensions,
  listMilestones,
  orderMilestones,
  removeMilestone,
  setOwnDates,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { ExtensionsService } from './extensions.service.ts'
import type { MilestonesService } from './milestones.service.ts'

export type MilestonesRoutes = { milestones: MilestonesService; extensions: ExtensionsService }

export async function milestonesRoutes(app: FastifyInstance, { milestones, extensions }: MilestonesRoutes) {
  app.route(route(listMilestones, ({ actor, params, query }) => milestones.list(actor, params.id, query.bodyUnitId)))
  app.route(route(addMilestone, ({ actor, params, body }) => milestones.add(actor, params.id, body)))
  app.route(route(orderMilestones, ({ actor, params, body }) => milestones.order(actor, params.id, body.ids)))
  app.route(route(changeMilestone, ({ actor, params, body }) => milestones.change(actor, params.id, body)))
  app.route(route(removeMilestone, ({ actor, params }) => milestones.remove(actor, params.id)))
  app.route(route(setOwnDates, ({ actor, params, body }) => milestones.setOwnDates(actor, params.id, body)))
  app.route(route(clearOwnDates, ({ actor, params }) => milestones.clearOwnDates(actor, params.id)))
  app.route(route(extendMilestone, ({ actor, params, body }) => extensions.extend(actor, params.id, body)))
  app.route(route(listExtensions, ({ actor, params, query }) => extensions.list(actor, params.id, query)))
}
