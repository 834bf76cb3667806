import type { BulkAction, BulkReport, BulkResult, SubmissionAction, SubmissionStatus } from '@thuoc/shared'

/** Who scores is chosen on the page of a team. */
export type FileAction = Exclude<BulkAction, 'choose-scorers'>

/** Which files a move on many could be about. `recognise` is made from its list. */
export const bulkStatus = {
  check: 'submitted',
  accept: 'submitted',
  'end-objection-time': 'result-shown',
  nominate: 'assessed',
  recognise: 'nominated',
  refuse: 'assessed',
  publish: 'recognised',
} as const satisfies Record<FileAction, SubmissionStatus>

/** Whoever may make this move on a file may do so to many: who may accept a file checks it. */
export const moveOf = (action: FileAction): SubmissionAction => (action === 'check' ? 'accept' : action)

/** As they come on the road of a file. */
export const bulkActionsInOrder = [
  'check',
  'accept',
  'end-objection-time',
  'nominate',
  'recognise',
  'refuse',
  'publish',
] as const satisfies readonly FileAction[]

/** So many files a call: a large choice shows how far it is. */
export const portion = 25
export const portionsOf = <T>(items: readonly T[], size = portion): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))

/** The reports of several calls as one. */
export const joined = (reports: readonly BulkReport[]): BulkResult[] => reports.flatMap(({ results }) => results)

/** A cell that no spreadsheet takes for a formula. */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
/** As spreadsheets open it: with the mark of UTF-8, lines ending as Windows likes them. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
