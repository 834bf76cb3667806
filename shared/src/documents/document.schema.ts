import { z } from 'zod'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { day, moment, version } from '../page.ts'
import { documentSubjects, documentTypes } from './facts.ts'
import { officialDocumentKinds } from './names.ts'

export const documentId = z.uuid().brand<'DocumentId'>()
export type DocumentId = z.infer<typeof documentId>
export const officialDocumentKind = z.enum(officialDocumentKinds)
export const documentSubject = z.enum(documentSubjects)
export const documentFormats = ['docx', 'pdf'] as const
export const documentFormat = z.enum(documentFormats)
export type DocumentFormat = z.infer<typeof documentFormat>

/** One document as it was made: it never changes; what changes later makes the next version. */
export const officialDocument = z
  .object({
    id: documentId,
    kind: officialDocumentKind,
    subjectId: z.uuid(),
    issuer: unitSummary,
    version: z.int().describe('Counts from 1 for a kind and subject'),
    symbol: z.string().describe('Số, ký hiệu as printed; the number is blank until one was given'),
    number: z.int().nullable().describe('From the register of the issuer; null: none given, or it came with the data'),
    signedOn: day.nullable(),
    ownTemplate: z.boolean().describe('Made with a template of the issuer or of a body above it'),
    formats: z.array(documentFormat),
    fileName: z.string().describe('Without extension'),
    madeAt: moment,
    madeBy: z.string(),
  })
  .meta({ id: 'OfficialDocument' })
export type OfficialDocument = z.infer<typeof officialDocument>

/** What can be drawn up for a thing, and what has been. */
export const documentOffer = z
  .object({
    kind: officialDocumentKind,
    subjectId: z.uuid().describe('What it is drawn up from: the thing that was asked for, or a part of it'),
    part: z
      .object({ number: z.int(), on: day })
      .nullable()
      .describe(
        'Which of several: the meeting of a council or the visit, by its number and day; null: there is one of the kind',
      ),
    title: z.string().describe('What it is called in Vietnamese, as its files are'),
    issuer: z.object({ id: unitId, name: z.string() }).describe('Whose paper it is: who draws it up'),
    mayMake: z.boolean(),
    mayNumber: z.boolean().describe('The newest version waits for its number'),
    versions: z.array(officialDocument).describe('The newest first'),
  })
  .meta({ id: 'DocumentOffer' })
export type DocumentOffer = z.infer<typeof documentOffer>

/** Whether the newest version of a document still says what the data say. */
export const documentChange = z
  .object({
    id: documentId,
    outdated: z.boolean().describe('Made anew it would say something else'),
  })
  .meta({ id: 'DocumentChange' })
export type DocumentChange = z.infer<typeof documentChange>

/** Số and date by which a document is entered in the register of the unit. */
export const documentNumbering = z.object({
  number: z.int().min(1).max(99_999).nullable().describe('Null: the next free one of the year'),
  signedOn: day,
})
export type DocumentNumbering = z.infer<typeof documentNumbering>

export const symbolPattern = z
  .string()
  .trim()
  .min(4)
  .max(60)
  .refine((text) => text.includes('{số}'), 'Has no place for the number: {số}')
  .describe('With {số}, {loại}, {viết tắt}, {năm}')

/** How a unit signs its papers. Null: what the system takes by itself, which is said beside it. */
const settings = {
  superior: z.string().trim().max(200).nullable().describe('Tên cơ quan chủ quản'),
  issuer: z.string().trim().max(200).nullable().describe('Tên cơ quan ban hành'),
  abbreviation: z.string().trim().max(40).nullable().describe('Chữ viết tắt tên cơ quan'),
  place: z.string().trim().max(100).nullable().describe('Địa danh'),
  symbols: z.partialRecord(z.enum(documentTypes), symbolPattern).describe('Patterns of the body’s own'),
}
export const documentSettingsOrder = z.object({ version, ...settings })
export type DocumentSettingsOrder = z.infer<typeof documentSettingsOrder>

export const documentSettings = z
  .object({
    unitId,
    version: z.int().describe('0 while nothing was set'),
    ...settings,
    standard: z.object({
      superior: z.string(),
      issuer: z.string(),
      abbreviation: z.string(),
      place: z.string(),
      symbol: z.string(),
    }),
    mayWrite: z.boolean(),
  })
  .meta({ id: 'DocumentSettings' })
export type DocumentSettings = z.infer<typeof documentSettings>

export const ownTemplate = z.object({
  unit: unitSummary,
  fileName: z.string(),
  size: z.int(),
  uploadedAt: moment,
  uploadedBy: z.string(),
})
/** Which template a kind of document is made with in a unit: its own, that of a body above, or the original. */
export const documentTemplate = z
  .object({ kind: officialDocumentKind, own: ownTemplate.nullable(), inherited: ownTemplate.nullable() })
  .meta({ id: 'DocumentTemplate' })
export type DocumentTemplate = z.infer<typeof documentTemplate>

const marks = z.array(z.string())
/** What a check of a template finds; what is only missing is no fault. */
export const templateFaults = z
  .object({
    unknown: marks.describe('Fields that the document does not have'),
    unpaired: marks.describe('Braces, lists and passages that are opened or closed only'),
    misused: marks.describe('Lists or conditions without an end, or single values with one'),
    misplaced: marks.describe('Where nothing can be filled in: notes, comments, across a link, a change or a cell'),
    missing: marks.describe('Fields of the document that the template does not use'),
  })
  .meta({ id: 'TemplateFaults' })
export type TemplateFaults = z.infer<typeof templateFaults>

/** Something real that a template can be tried out with, by what people know of it. */
export const templateCase = z
  .object({
    subjectId: z.uuid(),
    name: z.string().describe('Of the unit, the team, the list, the plan'),
    number: z.string().nullable().describe('Of the decision, the list, the certificate'),
    on: day.nullable(),
    meeting: z.int().nullable().describe('Which meeting of the council'),
    campaign: z.string().nullable(),
  })
  .meta({ id: 'TemplateCase' })
export type TemplateCase = z.infer<typeof templateCase>
