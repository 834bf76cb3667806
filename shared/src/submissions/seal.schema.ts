import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { about, evidenceFigure, pieceKind } from '../evidence/piece.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { moment } from '../page.ts'
import { answer } from '../scoring/answer.schema.ts'

/** The moments at which the content of a file is pinned. `agreed`: what the team found and the school knows of. */
export const sealKinds = ['finished', 'approved', 'submitted', 'agreed', 'recognised'] as const
export const sealKind = z.enum(sealKinds)
export type SealKind = z.infer<typeof sealKind>

const sealedLine = z.object({ code: criterionCode, answer })
const sealedEvidence = z.object({
  code: z.string(),
  kind: pieceKind,
  title: z.string(),
  note: z.string(),
  criteria: z.array(criterionCode),
  about,
  url: z.string().nullable(),
  figure: evidenceFigure.nullable(),
  files: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string() })),
})
export type SealedEvidence = z.infer<typeof sealedEvidence>

/**
 * What a seal pins: the answers of every line that says something, the register, and of what was found from outside the
 * same with its reasons. Who saved what and when is told elsewhere: saved anew with the same words, nothing has moved.
 */
export const sealedContent = z.object({
  set: z.object({ id: z.uuid(), code: z.string(), version: z.int() }),
  lines: z.array(sealedLine),
  evidence: z.array(sealedEvidence),
  external: z.array(sealedLine.extend({ reason: z.string() })),
})
export type SealedContent = z.output<typeof sealedContent>
/** As it is kept and hashed: scores are decimals. */
export type WireContent = z.input<typeof sealedContent>

export const answerParts = [
  'met',
  'score',
  'count',
  'numerator',
  'denominator',
  'choice',
  'items',
  'fields',
  'note',
  'reason',
] as const
export const evidenceParts = ['title', 'kind', 'criteria', 'files', 'url', 'figure', 'about', 'note'] as const

const lineDifference = z.object({
  code: criterionCode,
  parts: z.array(z.enum(answerParts)),
  before: answer.nullable().describe('Null: nothing was said'),
  after: answer.nullable(),
})
export type LineDifference = z.infer<typeof lineDifference>

const evidenceDifference = z.object({
  code: z.string(),
  title: z.string(),
  criteria: z.array(criterionCode),
  change: z.enum(['added', 'removed', 'changed']),
  parts: z.array(z.enum(evidenceParts)).describe('Of what changed; empty where it came or went'),
})
export type EvidenceDifference = z.infer<typeof evidenceDifference>

export const contentDifference = z
  .object({
    set: z.boolean().describe('Another indicator set, or another version of it'),
    lines: z.array(lineDifference),
    external: z.array(lineDifference),
    evidence: z.array(evidenceDifference),
  })
  .meta({ id: 'ContentDifference' })
export type ContentDifference = z.infer<typeof contentDifference>

export const seal = z
  .object({
    id: z.uuid(),
    kind: sealKind,
    round: z.int(),
    hash: z.string().describe('SHA-256 of the canonical content'),
    at: moment,
    by: z.string(),
    byUnit: z.string(),
    standsFor: standsFor.nullable().describe('Whom the signature stands for (KT.); null: in one’s own right'),
    standing: z.boolean().describe('It holds now; what was given back, reopened or sent anew is past'),
    matches: z.boolean().nullable().describe('Whether the content is still that; null where it is past'),
    difference: contentDifference.nullable().describe('What moved, where it does not match'),
  })
  .meta({ id: 'Seal' })
export type Seal = z.infer<typeof seal>

/** What moved between two rounds of a file, or since the last one. */
export const roundDifference = z
  .object({
    round: z.int().describe('The newer one'),
    since: z.int().nullable().describe('The round it is compared with; null where there is none'),
    draft: z.boolean().describe('The newer one has not been sent: this is what stands there now'),
    rounds: z.array(z.int()).describe('Those that were sent and pinned'),
    difference: contentDifference,
    reason: z.string().nullable().describe('Why the older one was returned'),
    remarks: z
      .array(
        z.object({
          criterion: criterionCode,
          text: z.string(),
          mended: z.boolean().describe('The line, a part of it or evidence of it changed since'),
        }),
      )
      .describe('What was asked for when the older one was returned'),
  })
  .meta({ id: 'RoundDifference' })
export type RoundDifference = z.infer<typeof roundDifference>
