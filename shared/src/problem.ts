import { z } from 'zod'

/** Every refusal the API can give. The code is the contract: the web app translates it. */
export const problems = {
  'request.invalid': { status: 400, title: 'The request does not fit its schema' },
  'request.too-many': { status: 429, title: 'Too many requests; wait and try again' },
  'request.not-found': { status: 404, title: 'No such address' },
  'server.error': { status: 500, title: 'Something went wrong on our side' },
  'server.busy': { status: 503, title: 'Busy; try again shortly' },

  'session.required': { status: 401, title: 'Sign in first' },
  'session.wrong-credentials': { status: 401, title: 'User name and password do not match' },
  'session.locked': { status: 429, title: 'Too many failed attempts; wait and try again' },
  'session.suspended': { status: 403, title: 'This account is suspended' },
  'session.expired': { status: 401, title: 'The session has ended; sign in again' },
  'session.reused': { status: 401, title: 'This refresh token was used before; the session has been ended' },
  'session.membership-required': { status: 403, title: 'Choose the unit you act for first' },
  'session.membership-unknown': { status: 404, title: 'You hold no such membership' },
  'session.password-change-required': { status: 403, title: 'Change your password first' },
  'password.wrong': { status: 409, title: 'The current password is not right' },
  'password.weak': { status: 400, title: 'The new password is too easy to guess or the same as before' },

  'access.denied': { status: 403, title: 'Your role does not allow this' },

  'person.not-found': { status: 404, title: 'No such person' },
  'person.username-taken': { status: 409, title: 'This user name is taken' },
  'person.is-self': { status: 409, title: 'You cannot do this to your own account' },
  'membership.exists': { status: 409, title: 'This person already holds this role there' },
  'membership.not-found': { status: 404, title: 'No such membership' },
  'membership.role-not-yours-to-grant': { status: 403, title: 'You may not grant this role' },
  'membership.role-unfit-for-unit': { status: 409, title: 'This role does not exist in a unit of this type' },
  'api-key.not-found': { status: 404, title: 'No such API key' },
  'api-key.scope-not-yours': { status: 403, title: 'You cannot hand out a scope that you do not hold' },

  'unit.not-found': { status: 404, title: 'No such unit' },
  'unit.code-taken': { status: 409, title: 'This official code is taken' },
  'unit.parent-unfit': { status: 409, title: 'A unit of this type cannot stand under that parent' },
  'unit.stale': { status: 409, title: 'Someone saved a newer version of this unit' },

  'indicator-set.not-found': { status: 404, title: 'No such indicator set' },
  'indicator-set.version-taken': { status: 409, title: 'This code already has this version' },
  'indicator-set.frozen': { status: 409, title: 'A published set is not changed' },
  'indicator-set.not-published': { status: 409, title: 'The set is not published' },
  'indicator-set.faulty': { status: 409, title: 'The set has faults; each is named' },
  'indicator-set.already-verified': { status: 409, title: 'The set has already been checked against the signed text' },
  'indicator-set.code-taken': { status: 409, title: 'Another body uses this code for a set that you see' },
  'indicator-set.doubts-open': { status: 409, title: 'A doubt has not been settled; each is named' },
  'indicator-set.stale': { status: 409, title: 'Someone saved a newer version of this draft' },

  'spreadsheet.not-xlsx': { status: 415, title: 'This is no XLSX workbook; save it as .xlsx' },
  'spreadsheet.has-macros': { status: 415, title: 'Workbooks with macros are not accepted' },
  'spreadsheet.encrypted': { status: 415, title: 'The workbook is protected by a password' },
  'spreadsheet.damaged': { status: 400, title: 'The workbook is damaged' },
  'spreadsheet.too-large': { status: 413, title: 'The workbook unpacks to more than is accepted' },

  'guidance.not-found': { status: 404, title: 'No such note of guidance' },
  'guidance.stale': { status: 409, title: 'Someone saved a newer version of this note' },
  'attachment.not-found': { status: 404, title: 'No such file' },

  'measurement.faulty': { status: 400, title: 'A figure cannot be recorded; each is named, none was recorded' },

  'campaign.not-found': { status: 404, title: 'No such campaign' },
  'campaign.dates-out-of-order': { status: 400, title: 'The dates do not follow each other' },
  'campaign.set-twice-for-type': { status: 400, title: 'A unit type has two indicator sets' },
  'campaign.set-unfit-for-type': { status: 400, title: 'The set does not apply to this unit type' },
  'campaign.no-participants': { status: 409, title: 'No unit would take part' },
  'campaign.assessor-unfit': { status: 409, title: 'This unit cannot assess that one' },
  'campaign.stale': { status: 409, title: 'Someone saved a newer version of this campaign' },
  'campaign.title-taken': { status: 409, title: 'The province already has a campaign of this title in this year' },
  'milestone.not-found': { status: 404, title: 'No such milestone' },
  'milestone.code-taken': { status: 409, title: 'The plan already has a milestone of this code' },
  'milestone.stale': { status: 409, title: 'Someone saved a newer version of this milestone' },
  'milestone.locked': { status: 409, title: 'The last day is over and the plan accepts nothing later' },
  'campaign-unit.not-found': { status: 404, title: 'No such participating unit' },
  'campaign-unit.exists': { status: 409, title: 'The unit already takes part' },
  'campaign-unit.wrong-state': { status: 409, title: 'The assessment has begun; the assessing unit stays' },

  'submission.not-found': { status: 404, title: 'No such submission' },
  'submission.wrong-state': { status: 409, title: 'The submission has moved on' },
  'submission.stale': { status: 409, title: 'Someone moved or changed the submission meanwhile' },
  'submission.incomplete': { status: 409, title: 'Something is still missing; each item is named' },
  'submission.reason-required': { status: 400, title: 'Give the reason' },
  'submission.same-person': { status: 403, title: 'Whoever approves is not the one who finished the scoring' },
  'line.not-found': { status: 404, title: 'The indicator set has no such line' },
  'line.stale': { status: 409, title: 'Someone saved a newer version of this line' },
  'line.score-above-maximum': { status: 400, title: 'The score is above the maximum of the criterion' },
  'line.score-off-step': { status: 400, title: 'The score is not on a step of the criterion' },
  'line.score-is-computed': { status: 400, title: 'The score of this criterion is computed, not entered' },
  'line.figures-out-of-range': { status: 400, title: 'The part is larger than the whole' },
  'line.figures-are-computed': { status: 400, title: 'The figures of this criterion are computed, not entered' },
  'line.unknown-choice': { status: 400, title: 'The criterion has no such choice or item' },
  'line.unknown-field': { status: 400, title: 'The criterion has no such field or choice' },
  'line.not-of-this-kind': { status: 400, title: 'This value does not belong to a criterion of this kind' },

  'evidence.not-found': { status: 404, title: 'No such piece of evidence' },
  'evidence.kind-refused': { status: 409, title: 'The criterion does not take evidence of this kind' },
  'evidence.too-large': { status: 413, title: 'The file is larger than allowed' },
  'evidence.empty': { status: 400, title: 'The file is empty' },
  'evidence.type-refused': { status: 415, title: 'Files of this type are not accepted' },
  'evidence.file-expected': { status: 400, title: 'Send one file as multipart/form-data' },
  'evidence.already-linked': { status: 409, title: 'This evidence is already linked to the criterion' },
  'evidence.link-expired': { status: 404, title: 'The download address has expired; ask for a new one' },

  'assessment.incomplete': { status: 409, title: 'The external assessment is not complete; each item is named' },
  'assessment.conflict-of-interest': { status: 409, title: 'Nobody assesses their own unit' },
  'assessment.team-needs-head': { status: 400, title: 'A team has exactly one head' },
  'assessment.person-unfit': { status: 409, title: 'This person cannot be on the team' },

  'decision.not-found': { status: 404, title: 'No such decision' },
  'decision.number-taken': { status: 409, title: 'Your unit has already used this number in this year' },
  'decision.in-the-future': { status: 400, title: 'A decision is not dated in the future' },
  'decision.submission-not-ready': { status: 409, title: 'A unit of the list is not ready; each is named' },
  'certificate.not-found': { status: 404, title: 'No certificate has this number' },
  'result.not-found': { status: 404, title: 'No such published result' },
} as const satisfies Record<string, { status: number; title: string }>
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
