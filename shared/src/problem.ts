import { z } from 'zod'
import { assessmentsProblems } from './problems/assessments.ts'
import { campaignsProblems } from './problems/campaigns.ts'
import { cataloguesProblems } from './problems/catalogues.ts'
import { documentsProblems } from './problems/documents.ts'
import { evidenceProblems } from './problems/evidence.ts'
import { exportsProblems } from './problems/exports.ts'
import { identityProblems } from './problems/identity.ts'
import { orgProblems } from './problems/org.ts'
import { platformProblems } from './problems/platform.ts'
import { recognitionProblems } from './problems/recognition.ts'
import { reportsProblems } from './problems/reports.ts'
import { submissionsProblems } from './problems/submissions.ts'

/** Every refusal the API can give. The code is the contract: the web app translates it. */
export const problems = {
  ...platformProblems,
  ...identityProblems,
  ...orgProblems,
  ...cataloguesProblems,
  ...campaignsProblems,
  ...submissionsProblems,
  ...evidenceProblems,
  ...assessmentsProblems,
  ...recognitionProblems,
  ...documentsProblems,
  ...exportsProblems,
  ...reportsProblems,
} as const
export type ProblemCode = keyof typeof problems

/** What every upload of one file may be refused with. */
export const uploadRefusals = [
  'evidence.too-large',
  'evidence.empty',
  'evidence.type-refused',
  'evidence.file-expected',
] as const satisfies readonly ProblemCode[]
/** What reading a workbook may be refused with, before any cell is looked at. */
export const spreadsheetRefusals = [
  'spreadsheet.not-xlsx',
  'spreadsheet.has-macros',
  'spreadsheet.encrypted',
  'spreadsheet.damaged',
  'spreadsheet.too-large',
  'evidence.too-large',
  'evidence.empty',
  'evidence.file-expected',
] as const satisfies readonly ProblemCode[]

/** Branding of a literal union needs a tuple; zod takes the keys as they are. */
const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

/** One fault of several: where it is (JSON pointer, or the code of a criterion), which rule, and the figures of the sentence. */
export const problemItem = z.object({
  path: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type ProblemItem = z.infer<typeof problemItem>

/** RFC 9457 body, sent as `application/problem+json`. */
export const problemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string().optional(),
    requestId: z.string(),
    /** Seconds to wait, where waiting helps; also sent as `Retry-After`. */
    retryAfter: z.int().optional(),
    errors: z.array(problemItem).optional(),
  })
  .meta({ id: 'Problem' })
export type ProblemBody = z.infer<typeof problemBody>
