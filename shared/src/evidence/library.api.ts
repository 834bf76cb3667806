import { z } from 'zod'
import { campaignUnitId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { moment, nothing, page, pageQuery, schoolYear, searchText, version } from '../page.ts'
import { evidenceSettings } from './box.rules.ts'
import { mostFiles } from './evidence.schema.ts'
import { about, evidenceFigure, evidenceFileId, evidenceNote, evidencePiece, evidenceTitle } from './piece.schema.ts'
import { givenAddress, pieceId, pieceKind, uploadId } from './piece.schema.ts'

const ofUnit = z.object({ id: unitId })
const params = z.object({ id: pieceId })

/** What a list of pieces is narrowed to. */
export const pieceFlags = ['unused', 'to-renew', 'outside-year', 'expired', 'expiring', 'link-down', 'twice'] as const
export const pieceFlag = z.enum(pieceFlags)
export type PieceFlag = z.infer<typeof pieceFlag>

export const pieceSorts = ['added', 'title', 'issued'] as const

export const listPieces = endpoint({
  name: 'listPieces',
  method: 'GET',
  path: '/units/:id/evidence-pieces',
  summary: 'The library of a unit: what it has collected in a school year, newest first or as asked for',
  access: 'submission.read',
  params: ofUnit,
  query: pageQuery.extend({
    schoolYear: schoolYear.optional().describe('All years when left out'),
    search: searchText.optional().describe('Title, number, issuer, file name, address; accents do not matter'),
    kind: pieceKind.optional(),
    flag: pieceFlag.optional(),
    bin: z.stringbool().optional().describe('What was thrown away and can be brought back'),
    sort: z
      .enum(pieceSorts)
      .optional()
      .describe('Default: added, the newest first; titles and days begin with the first'),
  }),
  reply: page(evidencePiece).extend({ schoolYears: z.array(z.string()).describe('Years with evidence, newest first') }),
  refusals: ['unit.not-found', 'request.invalid'],
})

const counted = z.int().describe('Pieces')
export const librarySummary = z.object({
  total: counted.describe('Outside the bin'),
  kinds: z.record(pieceKind, counted),
  flags: z.record(pieceFlag, counted),
  bin: counted,
  room: z.object({ used: z.int().describe('Bytes'), limit: z.int().describe('Bytes') }),
})
export const summariseLibrary = endpoint({
  name: 'summariseLibrary',
  method: 'GET',
  path: '/units/:id/evidence-pieces/summary',
  summary:
    'How many pieces of each kind and with each flag a unit holds, in a school year or in all, and the room used',
  access: 'submission.read',
  params: ofUnit,
  query: z.object({ schoolYear: schoolYear.optional() }),
  reply: librarySummary,
  refusals: ['unit.not-found', 'request.invalid'],
})

/** What can have happened to a piece: in the library, then in registers. */
export const pieceHappenings = [
  ...['added', 'described', 'files-added', 'file-removed', 'carried-over', 'renewed', 'removed', 'restored'],
  ...['purged', 'infected', 'entered', 'renamed', 'linked', 'unlinked', 'stood-again', 'boxed', 'recoded'],
] as const
export const pieceHappening = z.object({
  action: z.enum(pieceHappenings),
  about: z.string().nullable().describe('Files, a criterion, an earlier year or the codes before and after'),
  at: moment,
  by: z.string(),
})
export const readPieceHistory = endpoint({
  name: 'readPieceHistory',
  method: 'GET',
  path: '/evidence-pieces/:id/history',
  summary: 'Who did what to a piece, in the library and in registers, the latest first; at most 200',
  access: 'submission.read',
  params,
  reply: z.object({ items: z.array(pieceHappening) }),
  refusals: ['piece.not-found'],
})

export const getPiece = endpoint({
  name: 'getPiece',
  method: 'GET',
  path: '/evidence-pieces/:id',
  summary: 'A piece of evidence with its files, and where it is used',
  access: 'submission.read',
  params,
  reply: evidencePiece,
  refusals: ['piece.not-found'],
})

const described = { note: evidenceNote.default(''), about }
/** What may be said of a piece; its kind stays. */
export const pieceDescription = z.object({
  version,
  title: evidenceTitle,
  ...described,
  url: givenAddress.optional().describe('Of links'),
  figure: evidenceFigure.optional().describe('Of figures'),
})
export type PieceDescription = z.infer<typeof pieceDescription>

export const describePiece = endpoint({
  name: 'describePiece',
  method: 'PUT',
  path: '/evidence-pieces/:id',
  summary: 'Says what a piece is: title, kind, number, date, issuer, validity, note; for all registers that use it',
  access: 'submission.score',
  params,
  body: pieceDescription,
  reply: evidencePiece,
  refusals: ['piece.not-found', 'piece.relied-on', 'piece.stale', 'piece.description-incomplete'],
})

export const addPieceFiles = endpoint({
  name: 'addPieceFiles',
  method: 'POST',
  path: '/evidence-pieces/:id/files',
  summary: 'Adds files that have arrived to a piece: all of them or none',
  access: 'submission.score',
  params,
  body: z.object({ uploads: z.array(uploadId).min(1).max(mostFiles) }),
  reply: evidencePiece,
  refusals: [
    'piece.not-found',
    'piece.relied-on',
    'piece.takes-no-files',
    'piece.too-many-files',
    'upload.not-found',
    'upload.not-arrived',
  ],
})

export const removePieceFile = endpoint({
  name: 'removePieceFile',
  method: 'DELETE',
  path: '/evidence-pieces/:id/files/:file',
  summary: 'Takes a file from a piece that has others',
  access: 'submission.score',
  params: params.extend({ file: evidenceFileId }),
  reply: evidencePiece,
  refusals: ['piece.not-found', 'piece.relied-on', 'piece.last-file'],
})

export const removePiece = endpoint({
  name: 'removePiece',
  method: 'DELETE',
  path: '/evidence-pieces/:id',
  summary: 'Throws a piece in the bin, and takes it from the registers that can still change',
  access: 'submission.score',
  params,
  reply: nothing,
  refusals: ['piece.not-found', 'piece.relied-on'],
})

export const restorePiece = endpoint({
  name: 'restorePiece',
  method: 'POST',
  path: '/evidence-pieces/:id/restore',
  summary: 'Takes a piece out of the bin; in registers that can still change it stands again under its old code',
  access: 'submission.score',
  params,
  reply: evidencePiece,
  refusals: ['piece.not-found', 'piece.purged'],
})

export const renewPiece = endpoint({
  name: 'renewPiece',
  method: 'POST',
  path: '/evidence-pieces/:id/renewal',
  summary: 'Says that a piece carried over from an earlier year still holds',
  access: 'submission.score',
  params,
  reply: evidencePiece,
  refusals: ['piece.not-found', 'piece.relied-on'],
})

/** What was brought over, and what stayed behind with the reason. */
export const carriedOver = z.object({
  carried: z.int(),
  linked: z.int().describe('Links to criteria that the new set has under the same code'),
  already: z.int().describe('Brought over before'),
})

export const carryOver = endpoint({
  name: 'carryOver',
  method: 'POST',
  path: '/campaign-units/:id/evidence/carry-over',
  summary: "Brings last year's evidence into this year's register, each marked to be renewed",
  access: 'submission.score',
  params: z.object({ id: campaignUnitId }),
  body: z.object({ from: campaignUnitId.describe('The register of the earlier year, of the same unit') }),
  reply: carriedOver,
  refusals: ['submission.not-found', 'submission.wrong-state', 'campaign.closed', 'evidence.same-register'],
})

export const listCarryOvers = endpoint({
  name: 'listCarryOvers',
  method: 'GET',
  path: '/campaign-units/:id/evidence/carry-over',
  summary: 'Registers of earlier years from which evidence can be brought into this one, the latest first',
  access: 'submission.score',
  params: z.object({ id: campaignUnitId }),
  reply: z.object({
    items: z.array(
      z.object({
        from: campaignUnitId,
        campaign: z.string(),
        schoolYear,
        pieces: counted,
        fresh: counted.describe('Not brought over yet'),
      }),
    ),
  }),
  refusals: ['submission.not-found'],
})

export const getEvidenceSettings = endpoint({
  name: 'getEvidenceSettings',
  method: 'GET',
  path: '/units/:id/evidence-settings',
  summary: 'How the documents of a unit lie in boxes',
  access: 'submission.read',
  params: ofUnit,
  reply: evidenceSettings,
  refusals: ['unit.not-found'],
})

export const saveEvidenceSettings = endpoint({
  name: 'saveEvidenceSettings',
  method: 'PUT',
  path: '/units/:id/evidence-settings',
  summary: 'Sets how documents lie in boxes; those that have a code keep it',
  access: 'submission.score',
  params: ofUnit,
  body: evidenceSettings,
  reply: evidenceSettings,
  refusals: ['unit.not-found'],
})
