import { z } from 'zod'
import { campaignUnitId } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { day, page, pageQuery, searchText } from '../page.ts'
import { evidence, evidenceId } from './evidence.schema.ts'
import { about, documentKind, pieceKind, scanState } from './piece.schema.ts'

const params = z.object({ id: campaignUnitId })

/** Why a piece in a register wants to be looked at. */
export const registerWarnings = [
  'to-renew',
  'outside-year',
  'expired',
  'expiring',
  'link-down',
  'twice',
  'undescribed',
] as const
export const registerWarning = z.enum(registerWarnings)
export type RegisterWarning = z.infer<typeof registerWarning>
export const registerSorts = ['code', 'title', 'issued', 'added'] as const

const filters = {
  search: searchText.optional().describe('Code, title, number, issuer, file name, address; accents do not matter'),
  criterion: criterionCode.optional().describe('A group, a criterion or a part, with all below it'),
  kind: pieceKind.optional(),
  box: z.coerce.number().int().min(1).max(999).optional(),
  scan: scanState.optional().describe('Pieces with a file in this state'),
  warning: registerWarning.optional(),
}
const order = {
  sort: z.enum(registerSorts).optional().describe('Default: code'),
  descending: z.stringbool().optional(),
}
export const registerFilters = z.object(filters)
export type RegisterFilters = z.infer<typeof registerFilters>
export const registerQuery = pageQuery.extend({ ...filters, ...order })

export const browseRegister = endpoint({
  name: 'browseRegister',
  method: 'GET',
  path: '/campaign-units/:id/evidence-register',
  summary: 'The evidence register of a unit in a campaign, page by page, searched, narrowed and sorted',
  access: 'submission.read',
  params,
  query: registerQuery,
  reply: page(evidence),
  refusals: ['submission.not-found', 'request.invalid'],
})

const counted = z.int().describe('Pieces')
export const registerSummary = z.object({
  total: counted.describe('Of the whole register'),
  found: counted.describe('Of those that the filters leave'),
  warnings: z.record(registerWarning, counted).describe('Of the whole register'),
  boxes: z.array(z.object({ box: z.int(), pieces: counted })),
  files: z.int(),
  bytes: z.int(),
})
export const summariseRegister = endpoint({
  name: 'summariseRegister',
  method: 'GET',
  path: '/campaign-units/:id/evidence-register/summary',
  summary: 'How many pieces a register holds: in all, in each box, and of each warning',
  access: 'submission.read',
  params,
  query: registerFilters,
  reply: registerSummary,
  refusals: ['submission.not-found', 'request.invalid'],
})

/** More than a table shows at a time. */
export const mostChanges = 500
const { documentKind: kind, number, issuedOn, issuer } = about.shape
/** What one row of a register becomes; what is left out stays. */
export const registerChange = z.object({
  id: evidenceId,
  code: z.string().trim().min(1).max(60).optional().describe('Typed as sloppily as people do: h1.1.3.1'),
  box: z.int().min(1).max(999).optional(),
  documentKind: documentKind
    .nullable()
    .optional()
    .describe(kind.description ?? 'What the paper is'),
  number: number.optional(),
  issuedOn: day
    .nullable()
    .optional()
    .describe(issuedOn.description ?? 'The date of the paper'),
  issuer: issuer.optional(),
})
export type RegisterChange = z.infer<typeof registerChange>

export const changeRegister = endpoint({
  name: 'changeRegister',
  method: 'POST',
  path: '/campaign-units/:id/evidence-register/changes',
  summary: 'Changes chosen rows of a register, all of them or none; the reply holds what undoes it',
  access: 'submission.score',
  params,
  body: z.object({ changes: z.array(registerChange).min(1).max(mostChanges) }),
  reply: z.object({ changed: counted, undo: z.array(registerChange).describe('Sent as `changes`, it undoes this') }),
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'campaign.closed',
    'evidence.not-found',
    'evidence.code-refused',
    'evidence.code-taken',
    'piece.relied-on',
    'piece.description-incomplete',
  ],
})

export const measureArchive = endpoint({
  name: 'measureArchive',
  method: 'GET',
  path: '/campaign-units/:id/evidence-archive',
  summary: 'How much an archive of all files of a register would hold; it is asked for as an export',
  access: 'submission.read',
  params,
  reply: z.object({
    files: z.int().describe('In the archive'),
    bytes: z.int().describe('Of these files together'),
    left: z.int().describe('Files that stay out: infected, or not scanned yet'),
  }),
  refusals: ['submission.not-found'],
})
