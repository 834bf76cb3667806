import type { ProblemCode } from '../problem.ts'
import type { TrainingDetails } from './training.schema.ts'

type Plan = Pick<TrainingDetails, 'startsAt' | 'endsAt' | 'form' | 'place' | 'sites'>

/** What a plan of a session contradicts: it ends after it begins, and whoever has to travel is told where to. */
export function faultOfTraining({ startsAt, endsAt, form, place, sites }: Plan): ProblemCode | null {
  if (Date.parse(endsAt) <= Date.parse(startsAt)) return 'training.times-out-of-order'
  if (form !== 'online' && place === '' && sites.length === 0) return 'training.place-missing'
  return null
}

/** What has to be told to everybody who is invited when it changes. */
export const announcedFields = ['startsAt', 'endsAt', 'form', 'place', 'sites', 'link'] as const
