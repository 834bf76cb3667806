import type { Notice } from '@thuoc/shared'
import type { RouteLocationRaw } from 'vue-router'

/** The page that a notice is about; null where it names none. */
export function targetOf({ values: { milestoneId, unitId, kind, sessionId } }: Notice): RouteLocationRaw | null {
  if (sessionId !== undefined) return { name: 'training', params: { id: sessionId } }
  if (milestoneId === undefined || unitId === undefined || kind === undefined) return null
  return { name: 'delivery', params: { milestoneId, unitId, kind } }
}
