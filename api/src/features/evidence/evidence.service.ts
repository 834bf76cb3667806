import {
  dayOf,
  type CampaignUnitId,
  type Evidence,
  type EvidenceFileId,
  type EvidenceId,
  type EvidenceRequestId,
  type IndicatorSetId,
  type NewDocument,
  type NewFigure,
  type NewFileFields,
  type NewFiles,
  type NewLink,
  type PieceId,
  type UnitId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { definitionOf } from '../catalogues/index.ts'
import { evidenceOf, present } from './evidence.present.ts'
import * as repository from './evidence.repository.ts'
import type { Intake } from './intake.ts'
import { createPiece, type NewPiece } from './new-piece.ts'
import * as pieces from './pieces.repository.ts'
import { placeOf } from './place.ts'
import type { UploadsService } from './uploads.service.ts'

/** Whose evidence it is: the file of a unit in a campaign, as the feature of submissions knows it. */
export type Owner = {
  unitId: UnitId
  schoolYear: string
  indicatorSetId: IndicatorSetId
  mayEdit: boolean
  /** The file has been sent; this request of the external team lets the school add to one criterion. */
  requestId: EvidenceRequestId | null
}
/** What is to be added to: a criterion, or null where it is not known yet. */
export type Wanted = { criterion: string | null }
export type Owners = {
  /** @throws Problem `submission.not-found` */
  find: (db: Queryable, actor: Actor, id: CampaignUnitId) => Promise<Owner>
  /**
   * Whether evidence may change now; with `wanted` also where a request lets it be added.
   * @throws Problem also `access.denied`, `submission.wrong-state`, `campaign.closed`
   */
  requireEditable: (db: Queryable, actor: Actor, id: CampaignUnitId, wanted?: Wanted) => Promise<Owner>
  /** The same, and nobody moves the file until the transaction ends. */
  lockEditable: (tx: Tx, actor: Actor, id: CampaignUnitId, wanted?: Wanted) => Promise<Owner>
}

type Ports = {
  db: Db
  files: Files
  owners: Owners
  uploads: Pick<UploadsService, 'handIn' | 'requireRoom'>
  takeIn: Intake
  now: () => Date
}

/** `now`: the clock of the application; a plan may ask for the register by a last day. */
export function createEvidenceService({ db, files, owners, uploads, takeIn, now }: Ports) {
  async function list(actor: Actor, id: CampaignUnitId): Promise<{ items: Evidence[] }> {
    const { mayEdit } = await owners.find(db, actor, id)
    return { items: await evidenceOf(db, id, { mayEdit, now: now() }) }
  }

  type Into = { id: CampaignUnitId; criterion: string }
  /** Makes a piece of what `make` brings and enters it with its criterion; both stand, or neither does. */
  const add = (actor: Actor, { id, criterion }: Into, make: (tx: Tx, owner: Owner) => Promise<NewPiece>) =>
    db.transaction(async (tx) => {
      const owner = await owners.lockEditable(tx, actor, id, { criterion })
      const into = await placeOf(tx, owner, criterion)
      const piece = await createPiece(tx, actor, { ...owner, now: now() }, await make(tx, owner))
      return enter(tx, actor, piece, { campaignUnitId: id, ...into }, owner)
    })

  const addLink = (actor: Actor, id: CampaignUnitId, { criterion, ...link }: NewLink): Promise<Evidence> =>
    add(actor, { id, criterion }, async () => ({ kind: 'link', ...link }))

  const addFigure = (actor: Actor, id: CampaignUnitId, { criterion, ...figure }: NewFigure): Promise<Evidence> =>
    add(actor, { id, criterion }, async () => ({ kind: 'figure', ...figure }))

  const addFiles = (actor: Actor, id: CampaignUnitId, { criterion, title, uploads: ids, ...rest }: NewFiles) =>
    add(actor, { id, criterion }, async (tx) => {
      const handed = await uploads.handIn(tx, actor, ids)
      return { kind: 'file', title: title ?? handed[0]?.name ?? '', files: handed, ...rest }
    })

  const addDocument = (actor: Actor, id: CampaignUnitId, { criterion, uploads: ids, ...rest }: NewDocument) =>
    add(actor, { id, criterion }, async (tx) => ({
      ...{ kind: 'document', ...rest },
      files: ids.length > 0 ? await uploads.handIn(tx, actor, ids) : [],
    }))

  /** Asked before the body of an upload is read. */
  async function requireAddable(actor: Actor, id: CampaignUnitId) {
    await owners.requireEditable(db, actor, id, { criterion: null })
  }

  /**
   * Keeps a file that came in one piece, then writes its row: nothing ever refers to a file that is not there. A crash
   * in between leaves a file that nothing refers to.
   */
  async function addFile(actor: Actor, id: CampaignUnitId, upload: Upload<NewFileFields>): Promise<Evidence> {
    const { fields } = upload
    let { file } = upload
    try {
      const { criterion } = fields
      const owner = await owners.requireEditable(db, actor, id, { criterion })
      await placeOf(db, owner, criterion)
      const { takenOn: _day, ...taken } = await takeIn(file, upload.fileName)
      file = taken.file
      if (taken.scan === 'infected') throw new Problem('evidence.infected')
      const { name, mediaType, scan, scannedAt } = taken
      const { size, sha256 } = file
      const storageKey = fileKey(owner.unitId, sha256)
      const one = { name, size, sha256, storageKey, mediaType, scan, scannedAt }
      await files.keep(file, storageKey)
      return await add(actor, { id, criterion }, async (tx) => {
        await uploads.requireRoom(tx, owner.unitId, size)
        return { kind: 'file', title: fields.title ?? name, files: [one] }
      })
    } finally {
      await files.discard(file)
    }
  }

  /** Uses a piece of the library; one that was in this register before stands again under its old code. */
  const enterPiece = (
    actor: Actor,
    id: CampaignUnitId,
    { pieceId, criterion }: { pieceId: PieceId; criterion: string },
  ) =>
    db.transaction(async (tx) => {
      const owner = await owners.lockEditable(tx, actor, id, { criterion })
      const into = await placeOf(tx, owner, criterion)
      const piece = await pieces.lock(tx, owner.unitId, pieceId)
      if (piece?.removedAt !== null) throw new Problem('piece.not-found')
      const before = await repository.findOfPiece(tx, { campaignUnitId: id, pieceId })
      if (!before) return enter(tx, actor, piece, { campaignUnitId: id, ...into }, owner)
      await standAgain(tx, actor, before, criterion, owner)
      return shown(tx, actor, before.id, owner)
    })

  /** In the register, or back in it, with one criterion more. */
  async function standAgain(
    tx: Tx,
    actor: Actor,
    row: repository.EvidenceRow,
    criterionCode: string,
    { requestId }: Owner,
  ) {
    const gone = row.removedAt !== null
    // What went with its piece into the bin kept its criteria; here one alone is asked for.
    if (gone) for (const code of row.criteria) await repository.unlink(tx, row.id, code)
    await repository.link(tx, row.id, criterionCode, requestId)
    if (gone) await repository.setRemoved(tx, row.id, null)
    const { id: evidenceId, piece } = row
    const action = gone ? 'restored' : 'linked'
    await repository.record(tx, actor, { evidenceId, action, criterionCode, title: piece.title })
  }

  type Place = { campaignUnitId: CampaignUnitId; criterionCode: string; box: number }
  async function enter(tx: Tx, actor: Actor, piece: pieces.PieceRow, place: Place, owner: Owner): Promise<Evidence> {
    const signed = { addedAt: now(), addedBy: actor.name, addedById: actorId(actor) }
    const evidenceId = await repository.insert(tx, { ...place, ...signed, pieceId: piece.id }, owner.requestId)
    const { criterionCode } = place
    await repository.record(tx, actor, { evidenceId, action: 'added', criterionCode, title: piece.title })
    return shown(tx, actor, evidenceId, owner)
  }

  async function shown(tx: Tx, actor: Actor, id: EvidenceId, { mayEdit }: Owner): Promise<Evidence> {
    const row = requireVisible(await repository.find(tx, actor, id))
    const { evidenceCode: scheme } = await definitionOf(tx, row.indicatorSetId)
    const held = await pieces.filesOf(tx, [row.pieceId])
    return present(row, held.get(row.pieceId) ?? [], { scheme, today: dayOf(now()), mayEdit })
  }

  type Change = (tx: Tx, row: repository.EvidenceRow, owner: Owner) => Promise<void>
  /** Makes a change while the file of the unit is held, on the evidence as it stands then. */
  const change = (actor: Actor, id: EvidenceId, wanted: Wanted | undefined, make: Change): Promise<Evidence> =>
    db.transaction(async (tx) => {
      const { campaignUnitId } = requireVisible(await repository.find(tx, actor, id))
      const owner = await owners.lockEditable(tx, actor, campaignUnitId, wanted)
      await make(tx, requireVisible(await repository.find(tx, actor, id)), owner)
      return shown(tx, actor, id, owner)
    })

  const rename = (actor: Actor, id: EvidenceId, title: string) =>
    change(actor, id, undefined, async (tx, row) => {
      requireStanding(row)
      if (await pieces.isReliedOn(tx, row.pieceId)) throw new Problem('piece.relied-on')
      await pieces.update(tx, row.pieceId, { title })
      await repository.record(tx, actor, { evidenceId: id, action: 'renamed', title })
    })

  const link = (actor: Actor, id: EvidenceId, criterionCode: string) =>
    change(actor, id, { criterion: criterionCode }, async (tx, row, owner) => {
      requireStanding(row)
      await placeOf(tx, owner, criterionCode)
      await standAgain(tx, actor, row, criterionCode, owner)
    })

  /**
   * With its last criterion a piece leaves the register; its library keeps it. What is gone already stays gone: a
   * repetition is harmless.
   */
  async function unlink(actor: Actor, id: EvidenceId, criterionCode: string): Promise<Record<string, never>> {
    await change(actor, id, { criterion: criterionCode }, async (tx, row, { requestId }) => {
      if (row.removedAt !== null || !row.criteria.includes(criterionCode)) return
      // What was sent stays; what was added for a request may go again as long as it is open.
      if (requestId !== null && (await repository.requestOf(tx, id, criterionCode)) !== requestId)
        throw new Problem('submission.wrong-state')
      await repository.unlink(tx, id, criterionCode)
      if (row.criteria.length === 1) await repository.setRemoved(tx, id, now())
      const { title } = row.piece
      await repository.record(tx, actor, { evidenceId: id, action: 'unlinked', criterionCode, title })
    })
    return {}
  }

  const restore = (actor: Actor, id: EvidenceId, criterionCode: string) =>
    change(actor, id, { criterion: criterionCode }, async (tx, row, owner) => {
      if (row.piece.removedAt !== null) throw new Problem('piece.not-found')
      await placeOf(tx, owner, criterionCode)
      await standAgain(tx, actor, row, criterionCode, owner)
    })

  /** What a download sends; asked when its address is given out, and again when the address is used. */
  async function findFile(actor: Actor, id: EvidenceFileId) {
    const found = await repository.findFile(db, actor, id)
    if (!found) throw new Problem('evidence.not-found')
    const { storageKey: key, name, mediaType, size, sha256, scan } = found.file
    if (scan === 'infected') throw new Problem('evidence.infected')
    if (scan === 'waiting' && found.unitId !== actor.unitId) throw new Problem('evidence.not-scanned')
    return { key, name, mediaType, size, sha256, unitId: found.unitId }
  }

  return {
    ...{ list, addLink, addFigure, addFiles, addDocument, requireAddable, addFile, enterPiece },
    ...{ rename, link, unlink, restore, findFile },
  }
}

/** Hidden and missing evidence answer alike. */
function requireVisible(row: repository.EvidenceRow | undefined): repository.EvidenceRow {
  if (!row) throw new Problem('evidence.not-found')
  return row
}

function requireStanding(row: repository.EvidenceRow): repository.EvidenceRow {
  if (row.removedAt !== null) throw new Problem('evidence.not-found')
  return row
}
