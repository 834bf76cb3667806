import {
  addCampaignUnit,
  changeAssessor,
  changeCampaign,
  closeCampaign,
  getCampaign,
  getCampaignLeft,
  listCampaigns,
  listCampaignUnits,
  listFittingUnits,
  openCampaign,
  previewCampaign,
  reopenCampaign,
  takeOutCampaignUnit,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { CampaignsService } from './campaigns.service.ts'
import type { ClosingService } from './closing.service.ts'

type Services = { service: CampaignsService; closing: ClosingService }

export async function campaignsRoutes(app: FastifyInstance, { service, closing }: Services) {
  app.route(route(listCampaigns, ({ actor, query }) => service.list(actor, query), { goesAhead: true }))
  app.route(route(getCampaign, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(previewCampaign, ({ actor, body }) => service.preview(actor, body)))
  app.route(route(openCampaign, ({ actor, body }) => service.open(actor, body)))
  app.route(route(changeCampaign, ({ actor, params, body }) => service.change(actor, params.id, body)))
  app.route(route(listCampaignUnits, ({ actor, params, query }) => service.listUnits(actor, params.id, query)))
  app.route(route(listFittingUnits, ({ actor, params }) => service.listFitting(actor, params.id)))
  app.route(route(addCampaignUnit, ({ actor, params, body }) => service.addUnit(actor, params.id, body)))
  app.route(route(takeOutCampaignUnit, ({ actor, params, body }) => service.takeOut(actor, params.id, body)))
  app.route(route(changeAssessor, ({ actor, params, body }) => service.changeAssessor(actor, params.id, body)))
  app.route(route(getCampaignLeft, ({ actor, params }) => closing.left(actor, params.id)))
  app.route(route(closeCampaign, ({ actor, params, body }) => closing.close(actor, params.id, body)))
  app.route(route(reopenCampaign, ({ actor, params, body }) => closing.reopen(actor, params.id, body)))
}
