import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { spreadsheetRefusals } from '../problem.ts'
import { result } from '../scoring/result.schema.ts'
import { sheetPreview, sheetSave } from './form-sheet.schema.ts'
import { line, submissionId } from './submission.schema.ts'
import { saveLine } from './submissions.api.ts'

const params = z.object({ id: submissionId })

export const downloadFormSheet = endpoint({
  name: 'downloadFormSheet',
  method: 'GET',
  path: '/submissions/:id/form-sheet',
  summary: 'The form as a workbook to fill in without a line: what has been answered, a list where there is a choice',
  access: 'submission.score',
  params,
  reply: z.unknown(),
  refusals: ['submission.not-found'],
})

export const readFormSheet = endpoint({
  name: 'readFormSheet',
  method: 'POST',
  path: '/submissions/:id/form-sheet/look',
  summary: 'Reads a filled workbook and says what it would change, with every fault by its cell; saves nothing',
  access: 'submission.score',
  params,
  reply: sheetPreview,
  refusals: [
    'campaign.closed',
    'submission.not-found',
    'submission.wrong-state',
    'form-sheet.other-file',
    'spreadsheet.not-utf8',
    ...spreadsheetRefusals,
  ],
})

export const saveFormSheet = endpoint({
  name: 'saveFormSheet',
  method: 'POST',
  path: '/submissions/:id/form-sheet',
  summary: 'Saves the lines of a workbook that were looked at, all or none, by the rules of each line',
  access: 'submission.score',
  params,
  body: sheetSave,
  reply: z.object({ lines: z.array(line), result }),
  refusals: saveLine.refusals,
})
