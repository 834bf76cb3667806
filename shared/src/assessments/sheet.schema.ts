import { z } from 'zod'
import { teamMember } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { personId } from '../identity/person.schema.ts'
import { moment, version } from '../page.ts'
import { answer } from '../scoring/answer.schema.ts'
import { sheetsState } from './sheet.rules.ts'
import { verdict } from './verdict.schema.ts'

/** What one assessor says of one line, on a sheet of their own. */
export const assessorLine = z
  .object({
    personId,
    code: criterionCode,
    answer,
    reason: z.string().describe('What the assessor notes beside the value'),
    version: z.int(),
    savedAt: moment,
  })
  .meta({ id: 'AssessorLine' })
export type AssessorLine = z.infer<typeof assessorLine>

/** A member of the team, and how far the own sheet has come: which lines, never what they say. */
export const sheetMember = teamMember
  .extend({
    scores: z.boolean().describe('Whether the member scores; the head of the team says so'),
    doneAt: moment.nullable(),
    answered: z.array(criterionCode),
  })
  .meta({ id: 'SheetMember' })
export type SheetMember = z.infer<typeof sheetMember>

/** What a member holds against the agreed score of a line; it stays beside it. */
export const dissent = z
  .object({ personId, fullName: z.string(), code: criterionCode, text: z.string(), version: z.int(), at: moment })
  .meta({ id: 'Dissent' })
export type Dissent = z.infer<typeof dissent>

export const teamSheets = z
  .object({
    state: sheetsState,
    openedAt: moment.nullable(),
    members: z.array(sheetMember),
    lines: z.array(assessorLine).describe('Your own as long as the sheets are apart; those of all once they are open'),
    verdicts: z.array(verdict.extend({ personId })).describe('Likewise, of the evidence'),
    dissents: z.array(dissent),
    mayScore: z.boolean().describe('Whether you may write on a sheet of your own now'),
    mayAgree: z.boolean().describe('Whether you may write the agreed column now'),
    mayChoose: z.boolean().describe('Whether you may say now who scores'),
    mayDissent: z.boolean(),
  })
  .meta({ id: 'TeamSheets' })
export type TeamSheets = z.infer<typeof teamSheets>

/** Who of a team scores. */
export const scorers = z.array(personId).min(1).max(20)

export const dissentSave = z.object({
  version: version.describe('Version of your note that you saw; 0 for a first one'),
  text: z.string().trim().max(2000).describe('Empty takes it back'),
})
export type DissentSave = z.infer<typeof dissentSave>

const said = z.string().trim().max(5000)
/** What the team says of a part of the file in words. */
export const findingsPart = z.object({ strengths: said, weaknesses: said, improvements: said })
export type FindingsPart = z.infer<typeof findingsPart>

/** Strengths, weaknesses and what to improve: of the whole, and where the team wants of each group. */
export const findings = z
  .object({
    whole: findingsPart,
    groups: z.record(z.string().max(20), findingsPart),
    version: z.int(),
    savedAt: moment.nullable(),
    savedBy: z.string().nullable(),
    mayWrite: z.boolean(),
  })
  .meta({ id: 'Findings' })
export type Findings = z.infer<typeof findings>

export const findingsSave = findings.pick({ whole: true, groups: true }).extend({ version })
export type FindingsSave = z.infer<typeof findingsSave>
