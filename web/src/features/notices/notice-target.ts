import type { Notice } from '@thuoc/shared'
import type { RouteLocationRaw } from 'vue-router'

const asked: ReadonlySet<string> = new Set(['training-asked', 'training-answered'])

const visits: ReadonlySet<string> = new Set(['visit-planned', 'visit-changed', 'visit-cancelled'])

/** The page that a notice is about; null where it names none. */
export function targetOf(notice: Notice): RouteLocationRaw | null {
  const { campaignId, exportId } = notice.values
  if (exportId !== undefined) return { name: 'exports' }
  return campaignId === undefined ? placeOf(notice) : { name: 'campaign', params: { id: campaignId } }
}

function placeOf({
  kind: about,
  values: { milestoneId, unitId, kind, sessionId, submissionId, teamId, criterion, supervisionId },
}: Notice): RouteLocationRaw | null {
  if (sessionId !== undefined)
    return { name: asked.has(about) ? 'training-questions' : 'training', params: { id: sessionId } }
  if (supervisionId !== undefined) return { name: 'supervision-record', params: { id: supervisionId } }
  if (teamId !== undefined) return { name: visits.has(about) ? 'team-visits' : 'team', params: { id: teamId } }
  if (submissionId !== undefined) {
    if (about.startsWith('minutes-')) return { name: 'assessment-minutes', params: { id: submissionId } }
    if (about.startsWith('file-')) return { name: 'submission', params: { id: submissionId } }
    if (visits.has(about) || about === 'team-assigned')
      return { name: 'submission-visits', params: { id: submissionId } }
    const name = about === 'evidence-answered' ? 'assessment-form' : 'submission-form'
    return { name, params: { id: submissionId, code: criterion } }
  }
  if (milestoneId === undefined || unitId === undefined || kind === undefined) return null
  return { name: 'delivery', params: { milestoneId, unitId, kind } }
}
