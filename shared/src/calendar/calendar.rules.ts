import type { CalendarPlace } from './calendar.schema.ts'

/** The address of a place in the app, from its root: calendar programs and the app itself lead to the same page. */
export function addressOfPlace(place: CalendarPlace): string {
  switch (place.kind) {
    case 'plan':
      return `/dot-danh-gia/${place.campaignId}/ke-hoach`
    case 'delivery':
      return `/viec-can-nop/${place.milestoneId}/${place.unitId}/${place.deliverable}`
    case 'deliveries':
      return `/viec-can-nop?side=own&milestoneId=${place.milestoneId}`
    case 'received':
      return `/viec-can-nop?side=received&milestoneId=${place.milestoneId}`
    case 'form':
      return `/ho-so/${place.submissionId}/phieu`
    case 'file':
      return `/ho-so/${place.submissionId}`
    case 'files':
      return `/ho-so?campaignId=${place.campaignId}&assessorUnitId=${place.assessorUnitId}`
    case 'team-visits':
      return `/doan-danh-gia/${place.teamId}/lich`
    case 'file-visits':
      return `/ho-so/${place.submissionId}/lich-danh-gia`
    case 'training':
      return `/tap-huan/${place.sessionId}`
  }
}
