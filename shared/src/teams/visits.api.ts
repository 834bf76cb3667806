import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { assessmentTeamId } from './team.schema.ts'
import { newVisit, visit, visitChange, visitId, visitsOfFile } from './visit.schema.ts'

const ofTeam = z.object({ id: assessmentTeamId })
const ofVisit = z.object({ id: visitId })
const plans = ['visit.times-out-of-order', 'visit.place-missing', 'visit.person-unfit', 'visit.warned'] as const
const moves = ['visit.not-found', 'visit.wrong-state', 'visit.stale'] as const

export const listVisits = endpoint({
  name: 'listVisits',
  method: 'GET',
  path: '/assessment-teams/:id/visits',
  summary: 'The plan of visits of a team, by time, with what speaks against each',
  access: 'submission.read',
  params: ofTeam,
  reply: z.object({ items: z.array(visit) }),
  refusals: ['team.not-found'],
})

export const planVisit = endpoint({
  name: 'planVisit',
  method: 'POST',
  path: '/assessment-teams/:id/visits',
  summary: 'Plans when the team examines a file or visits the unit; the school and those who go are told',
  access: 'assessment.score',
  params: ofTeam,
  body: newVisit,
  reply: visit,
  refusals: ['team.not-found', 'team.dissolved', 'campaign-unit.not-found', 'team.unit-over', ...plans],
})

export const changeVisit = endpoint({
  name: 'changeVisit',
  method: 'PUT',
  path: '/assessment-visits/:id',
  summary: 'Plans a visit anew; the school and those who go are told',
  access: 'assessment.score',
  params: ofVisit,
  body: visitChange,
  reply: visit,
  refusals: [...moves, ...plans],
})

export const cancelVisit = endpoint({
  name: 'cancelVisit',
  method: 'POST',
  path: '/assessment-visits/:id/cancel',
  summary: 'Calls a visit off, with the reason',
  access: 'assessment.score',
  params: ofVisit,
  body: z.object({ version: z.int(), reason: z.string().trim().min(1).max(2000) }),
  reply: visit,
  refusals: moves,
})

export const finishVisit = endpoint({
  name: 'finishVisit',
  method: 'POST',
  path: '/assessment-visits/:id/done',
  summary: 'Says that a visit has been made',
  access: 'assessment.score',
  params: ofVisit,
  body: z.object({ version: z.int() }),
  reply: visit,
  refusals: [...moves, 'visit.not-begun'],
})

export const listVisitsOfFile = endpoint({
  name: 'listVisitsOfFile',
  method: 'GET',
  path: '/submissions/:id/visits',
  summary: 'Who comes to the unit of a file and when',
  access: 'submission.read',
  params: z.object({ id: submissionId }),
  reply: visitsOfFile,
  refusals: ['submission.not-found'],
})
