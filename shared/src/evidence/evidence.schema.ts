import { z } from 'zod'
import { campaignUnitId } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { about, aboutDocument, evidenceFigure, evidenceNote, evidenceTitle, givenAddress } from './piece.schema.ts'
import { nothingAbout, pieceContent, pieceId, uploadId } from './piece.schema.ts'

export const evidenceId = z.uuid().brand<'EvidenceId'>()
export type EvidenceId = z.infer<typeof evidenceId>

/** The place of a piece of evidence in the register of a unit in a campaign: its code, and the criteria it serves. */
export const evidence = pieceContent
  .extend({
    id: evidenceId,
    pieceId,
    campaignUnitId,
    code: z.string().describe('By the scheme of the set: [H1-1.3-01] or MC.1.3.01'),
    box: z.int(),
    criteria: z.array(criterionCode),
    onRequest: z.array(criterionCode).describe('Those for which it was added after the file had been sent, as asked'),
    actions: z.array(z.enum(['remove', 'link', 'rename', 'describe', 'add-files', 'renew'])),
  })
  .meta({ id: 'Evidence' })
export type Evidence = z.infer<typeof evidence>

const common = { criterion: criterionCode, title: evidenceTitle }
const described = { note: evidenceNote.default(''), about: about.default(nothingAbout) }

export const newLink = z.object({ ...common, url: givenAddress, ...described })
export type NewLink = z.infer<typeof newLink>
export const newFigure = z.object({ ...common, figure: evidenceFigure, ...described })
export type NewFigure = z.infer<typeof newFigure>

/** More files than one piece could sensibly hold. */
export const mostFiles = 50
const arrived = z.array(uploadId).max(mostFiles)
/** Files that arrived by uploads of their own: they are handed in together or not at all. */
export const newFiles = z.object({
  criterion: criterionCode,
  title: evidenceTitle.optional().describe('Default: the name of the first file'),
  uploads: arrived.min(1),
  ...described,
})
export type NewFiles = z.infer<typeof newFiles>
/** A paper; without a file it lies in its box alone. */
export const newDocument = z.object({
  ...common,
  uploads: arrived.default([]),
  note: evidenceNote.default(''),
  about: aboutDocument,
})
export type NewDocument = z.infer<typeof newDocument>

/** Fields that travel beside the file in multipart/form-data, before it. */
export const newFileFields = z.object({ criterion: criterionCode, title: evidenceTitle.optional() })
export type NewFileFields = z.infer<typeof newFileFields>
