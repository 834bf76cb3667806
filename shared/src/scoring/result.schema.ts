import { z } from 'zod'
import type { EvidenceKind } from '../catalogues/criterion.schema.ts'
import { decimal } from '../decimal.ts'
import type { Answer } from './answer.schema.ts'

/** Answers by criterion code; a missing one counts as empty. */
export type Answers = Readonly<Record<string, Answer | undefined>>
/** How many pieces of evidence, by kind. `paper`: documents without a file, which lie in a box alone. */
export type EvidenceTally = Record<EvidenceKind, number> & { paper?: number }
/** How many pieces of evidence are linked to each criterion. */
export type EvidenceCounts = Readonly<Record<string, EvidenceTally | undefined>>
/** The newest whole figures of the unit and year by measurement key; see `measurements`. */
export type Measured = Readonly<Record<string, number | undefined>>

export const groupResult = z.object({
  code: z.string(),
  score: decimal,
  maximum: decimal,
  /** Null where the level follows from the total only. */
  level: z.int().nullable(),
})
export type GroupResult = z.infer<typeof groupResult>

/** What a set of answers comes to. Computed by one pure function on the server and in the browser alike. */
export const result = z
  .object({
    groups: z.array(groupResult),
    total: decimal,
    maximum: decimal,
    /** Of the unit, conditions considered. */
    level: z.int(),
    /** Before conditions were considered. */
    levelByScore: z.int(),
    /** Codes of conditions that are not met (or not answered yet). */
    unmetConditions: z.array(z.string()),
    answered: z.int(),
    lines: z.int(),
  })
  .meta({ id: 'Result' })
export type Result = z.infer<typeof result>
