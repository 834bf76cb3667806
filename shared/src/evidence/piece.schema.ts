import { z } from 'zod'
import { campaignUnitId } from '../campaigns/campaign.schema.ts'
import { criterionCode, largestFigure } from '../catalogues/criterion.schema.ts'
import { unitId } from '../org/unit.schema.ts'
import { day, moment, schoolYear, version } from '../page.ts'

export const pieceId = z.uuid().brand<'PieceId'>()
export type PieceId = z.infer<typeof pieceId>
export const evidenceFileId = z.uuid().brand<'EvidenceFileId'>()
export type EvidenceFileId = z.infer<typeof evidenceFileId>
export const uploadId = z.uuid().brand<'UploadId'>()
export type UploadId = z.infer<typeof uploadId>

export const evidenceTitle = z.string().trim().min(1).max(300)
export const evidenceNote = z.string().trim().max(2000)

/** Only web addresses; nothing that a browser would run. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(2000)
/** `https://moet.gov.vn@elsewhere.vn` leads elsewhere; signs that turn the direction of reading hide where. */
const leadsWhereItSays = (text: string) => !/^[^/]*\/\/[^/?#]*@/.test(text) && !/[\p{Cc}\p{Cf}]/u.test(text)
/** An address somebody gives for others to open. */
export const givenAddress = webAddress.refine(leadsWhereItSays, 'No user name, password or invisible characters')

const decimals = 6
/** A figure as evidence: how much of what, and from which system, register or list. */
export const evidenceFigure = z.object({
  value: z
    .number()
    .min(0)
    .max(largestFigure)
    // With the largest figure that makes fifteen digits, which a JSON number still carries exactly.
    .refine((value) => Number(value.toFixed(decimals)) === value, 'At most six decimals')
    .describe('At most six decimals; more are refused, never rounded'),
  unit: z.string().trim().max(60),
  source: z.string().trim().min(2).max(300),
})

/** `document`: a paper known by its number, date and issuer; its files are scans of it, or it lies in a box alone. */
export const pieceKinds = ['file', 'link', 'figure', 'document'] as const
export const pieceKind = z.enum(pieceKinds)
export type PieceKind = z.infer<typeof pieceKind>

/** What a paper is: a plan is no proof that it was carried out, and minutes are no report. */
export const documentKinds = [
  'plan',
  'decision',
  'dispatch',
  'minutes',
  'report',
  'photograph',
  'screenshot',
  'export',
  'other',
] as const
export const documentKind = z.enum(documentKinds)
export type DocumentKind = z.infer<typeof documentKind>

/** What a piece says of itself: of which kind the paper is, its number, its date, whose it is, and how long it holds. */
export const about = z
  .object({
    documentKind: documentKind.nullable(),
    number: z.string().trim().min(1).max(100).nullable().describe('Number and symbol: 12/KH-THCS'),
    issuedOn: day.nullable(),
    issuer: z.string().trim().min(1).max(300).nullable().describe('The body or person that issued it'),
    validFrom: day.nullable(),
    validUntil: day.nullable(),
  })
  .refine(({ validFrom, validUntil }) => validFrom === null || validUntil === null || validFrom <= validUntil, {
    message: 'Ends before it begins',
    path: ['validUntil'],
  })
export type About = z.infer<typeof about>
export const nothingAbout: About = {
  documentKind: null,
  number: null,
  issuedOn: null,
  issuer: null,
  validFrom: null,
  validUntil: null,
}
/** Of a paper everything but its validity has to be said. */
export const aboutDocument = about.refine(
  ({ documentKind: kind, number, issuedOn, issuer }) => ![kind, number, issuedOn, issuer].includes(null),
  'Kind, number, date and issuer',
)

/** `unscanned`: no scanner is set up; `waiting`: not looked at yet, not offered to others; `infected`: to nobody. */
export const scanStates = ['unscanned', 'waiting', 'clean', 'infected'] as const
export const scanState = z.enum(scanStates)
export type ScanState = z.infer<typeof scanState>

export const evidenceFile = z
  .object({
    id: evidenceFileId,
    name: z.string(),
    size: z.int().describe('Bytes'),
    mediaType: z.string().describe('By content, not by name'),
    sha256: z.string(),
    scan: scanState,
  })
  .meta({ id: 'EvidenceFile' })
export type EvidenceFile = z.infer<typeof evidenceFile>

/** What the last look at a link found. */
export const linkLook = z.object({
  state: z.enum(['up', 'down', 'refused']).describe('refused: the address is not one of the public web'),
  fault: z.string().nullable(),
  checkedAt: moment,
})

export type LinkLook = z.infer<typeof linkLook>

/** Why a proof may not count for its school year. */
export const timings = ['outside-year', 'expired', 'expiring'] as const
export const timing = z.enum(timings)
export type Timing = z.infer<typeof timing>

/** What is the same for a piece in the library and in a register. */
export const pieceContent = z.object({
  kind: pieceKind,
  title: evidenceTitle,
  note: evidenceNote,
  about,
  url: webAddress.nullable(),
  link: linkLook.nullable().describe('Null for what is no link, and until somebody looked'),
  files: z.array(evidenceFile),
  figure: evidenceFigure.nullable(),
  schoolYear,
  toRenew: z.boolean().describe('Carried over from an earlier year and not looked at yet: it proves nothing so far'),
  timing: timing.nullable(),
  addedBy: z.string(),
  addedAt: moment,
})

/** A piece in the library of its unit, and where it is used. */
export const evidencePiece = pieceContent
  .extend({
    id: pieceId,
    unitId,
    version,
    usedIn: z.array(
      z.object({
        campaignUnitId,
        submissionId: z.uuid().brand<'SubmissionId'>(),
        campaign: z.string(),
        code: z.string(),
        criteria: z.array(criterionCode),
        settled: z.boolean().describe('The file can not be changed now, and so neither can the piece'),
      }),
    ),
    removedAt: moment.nullable().describe('Since when it lies in the bin'),
    emptiedOn: day.nullable().describe('When the bin is emptied of it; null for what lies there for good'),
    actions: z.array(z.enum(['describe', 'add-files', 'remove', 'restore', 'renew'])),
  })
  .meta({ id: 'EvidencePiece' })
export type EvidencePiece = z.infer<typeof evidencePiece>
