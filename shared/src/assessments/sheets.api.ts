import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { externalSave, saveExternalLine } from './assessments.api.ts'
import { assessorLine, dissentSave, findings, findingsSave, scorers, teamSheets } from './sheet.schema.ts'

const params = z.object({ id: submissionId })
const moment = ['submission.not-found', 'submission.wrong-state'] as const

export const getSheets = endpoint({
  name: 'getSheets',
  method: 'GET',
  path: '/submissions/:id/sheets',
  summary:
    'Who scores on the external team and who has finished; the sheets of all once all have, before that your own',
  access: 'submission.read',
  params,
  reply: teamSheets,
  refusals: ['submission.not-found'],
})

export const saveAssessorLine = endpoint({
  name: 'saveAssessorLine',
  method: 'PUT',
  path: '/submissions/:id/sheet/lines/:code',
  summary: 'Saves one line of your own sheet, unseen by the others until all have finished',
  access: 'assessment.score',
  params: params.extend({ code: criterionCode }),
  body: externalSave,
  reply: assessorLine,
  refusals: [...saveExternalLine.refusals, 'assessment.sheet-done', 'assessment.sheets-open'],
})

export const finishSheet = endpoint({
  name: 'finishSheet',
  method: 'PUT',
  path: '/submissions/:id/sheet',
  summary: 'Says that your own sheet is finished, or takes that back; the last one to finish opens the sheets of all',
  access: 'assessment.score',
  params,
  body: z.object({ done: z.boolean() }),
  reply: teamSheets,
  refusals: [...moment, 'assessment.incomplete', 'assessment.sheets-open'],
})

export const chooseScorers = endpoint({
  name: 'chooseScorers',
  method: 'PUT',
  path: '/submissions/:id/scorers',
  summary: 'The head of the team says who scores; the others help, and write on no sheet',
  access: 'assessment.score',
  params,
  body: z.object({ personIds: scorers }),
  reply: teamSheets,
  refusals: [...moment, 'assessment.scorer-unfit', 'assessment.sheets-open'],
})

export const takeOverAgreed = endpoint({
  name: 'takeOverAgreed',
  method: 'POST',
  path: '/submissions/:id/agreement',
  summary:
    'Writes into the agreed column, and among the verdicts, what everyone who scored says alike and nobody has settled yet',
  access: 'assessment.score',
  params,
  reply: z.object({ taken: z.array(criterionCode), verdicts: z.int(), left: z.array(criterionCode) }),
  refusals: [...moment, 'assessment.sheets-apart'],
})

export const saveDissent = endpoint({
  name: 'saveDissent',
  method: 'PUT',
  path: '/submissions/:id/dissents/:code',
  summary: 'Keeps what you hold against the agreed score of a line, beside it',
  access: 'assessment.score',
  params: params.extend({ code: criterionCode }),
  body: dissentSave,
  reply: teamSheets,
  refusals: [...moment, 'line.not-found', 'assessment.sheets-apart', 'dissent.stale'],
})

export const getFindings = endpoint({
  name: 'getFindings',
  method: 'GET',
  path: '/submissions/:id/findings',
  summary: 'Strengths, weaknesses and what to improve; to the school once the draft result is shown',
  access: 'submission.read',
  params,
  reply: findings,
  refusals: ['submission.not-found'],
})

export const saveFindings = endpoint({
  name: 'saveFindings',
  method: 'PUT',
  path: '/submissions/:id/findings',
  summary: 'The head or the secretary of the team writes them down',
  access: 'assessment.score',
  params,
  body: findingsSave,
  reply: findings,
  refusals: [...moment, 'findings.stale', 'line.not-found'],
})
