import {
  findLine,
  type CampaignUnitId,
  type Evidence,
  type EvidenceId,
  type IndicatorSetId,
  type NewFigure,
  type NewFileFields,
  type NewLink,
  type UnitId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { safeFileName } from '../../platform/file-names.ts'
import { typeOfFile } from '../../platform/file-types.ts'
import { fileKey, type Files, type ReceivedFile } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { definitionOf } from '../catalogues/index.ts'
import { evidenceOf, present } from './evidence.present.ts'
import * as repository from './evidence.repository.ts'

/** Whose evidence it is: the file of a unit in a campaign, as the feature of submissions knows it. */
export type Owner = { unitId: UnitId; indicatorSetId: IndicatorSetId; mayEdit: boolean }
export type Owners = {
  /** @throws Problem `submission.not-found` */
  find: (db: Queryable, actor: Actor, id: CampaignUnitId) => Promise<Owner>
  /** Whether evidence may change now. @throws Problem also `access.denied`, `submission.wrong-state` */
  requireEditable: (db: Queryable, actor: Actor, id: CampaignUnitId) => Promise<Owner>
  /** The same, and nobody moves the file until the transaction ends. */
  lockEditable: (tx: Tx, actor: Actor, id: CampaignUnitId) => Promise<Owner>
}
export type EvidenceService = ReturnType<typeof createEvidenceService>

type Ports = { db: Db; files: Files; owners: Owners; now: () => Date }

/** `now`: the clock of the application; a plan may ask for the register by a last day. */
export function createEvidenceService({ db, files, owners, now }: Ports) {
  async function list(actor: Actor, id: CampaignUnitId): Promise<{ items: Evidence[] }> {
    const { mayEdit } = await owners.find(db, actor, id)
    return { items: await evidenceOf(db, id, mayEdit) }
  }

  const addLink = (actor: Actor, id: CampaignUnitId, { criterion, title, url }: NewLink): Promise<Evidence> =>
    db.transaction(async (tx) => {
      const owner = await owners.lockEditable(tx, actor, id)
      return add(tx, actor, owner, { campaignUnitId: id, criterionCode: criterion, kind: 'link', title, url })
    })

  const addFigure = (actor: Actor, id: CampaignUnitId, { criterion, title, figure }: NewFigure): Promise<Evidence> =>
    db.transaction(async (tx) => {
      const owner = await owners.lockEditable(tx, actor, id)
      const columns = { figureValue: figure.value, figureUnit: figure.unit, figureSource: figure.source }
      return add(tx, actor, owner, { campaignUnitId: id, criterionCode: criterion, kind: 'figure', title, ...columns })
    })

  /** Asked before the body of an upload is read. */
  async function requireAddable(actor: Actor, id: CampaignUnitId) {
    await owners.requireEditable(db, actor, id)
  }

  /**
   * Keeps an uploaded file, then writes its row: nothing ever refers to a file that is not there. A crash in between
   * leaves a file that nothing refers to.
   */
  async function addFile(actor: Actor, id: CampaignUnitId, upload: Upload<NewFileFields>): Promise<Evidence> {
    const { file, fields } = upload
    try {
      const owner = await owners.requireEditable(db, actor, id)
      await requireTaken(db, owner, fields.criterion)
      const type = await typeOfFile(file.path, upload.fileName)
      if (!type) throw new Problem('evidence.type-refused')
      const key = fileKey(owner.unitId, file.sha256)
      await files.keep(file, key)
      const fileName = safeFileName(upload.fileName, type.extensions)
      const title = fields.title ?? fileName
      const values = { ...columnsOf(file), storageKey: key, fileName, mediaType: type.mediaType, title }
      return await db.transaction(async (tx) => {
        const still = await owners.lockEditable(tx, actor, id)
        const { criterion: criterionCode } = fields
        return add(tx, actor, still, { ...values, campaignUnitId: id, criterionCode, kind: 'file' })
      })
    } finally {
      await files.discard(file)
    }
  }

  type New = Omit<repository.NewEvidence, 'addedAt' | 'addedBy' | 'addedById'>
  async function add(tx: Tx, actor: Actor, owner: Owner, values: New): Promise<Evidence> {
    await requireTaken(tx, owner, values.criterionCode)
    const signed = { ...values, addedAt: now(), addedBy: actor.name, addedById: actorId(actor) }
    const evidenceId = await repository.insert(tx, signed)
    const { criterionCode, title } = values
    await repository.record(tx, actor, { evidenceId, action: 'added', criterionCode, title })
    return shown(tx, actor, evidenceId)
  }

  async function shown(tx: Tx, actor: Actor, id: EvidenceId): Promise<Evidence> {
    const row = requireVisible(await repository.find(tx, actor, id))
    const { evidenceCode } = await definitionOf(tx, row.indicatorSetId)
    return present(row, evidenceCode, true)
  }

  type Change = (tx: Tx, row: repository.EvidenceRow, owner: Owner) => Promise<void>
  /** Makes a change while the file of the unit is held, on the evidence as it stands then. */
  const change = (actor: Actor, id: EvidenceId, make: Change): Promise<Evidence> =>
    db.transaction(async (tx) => {
      const { campaignUnitId } = requireVisible(await repository.find(tx, actor, id))
      const owner = await owners.lockEditable(tx, actor, campaignUnitId)
      await make(tx, requireVisible(await repository.find(tx, actor, id)), owner)
      return shown(tx, actor, id)
    })

  const rename = (actor: Actor, id: EvidenceId, title: string) =>
    change(actor, id, async (tx, row) => {
      requireStanding(row)
      await repository.setTitle(tx, id, title)
      await repository.record(tx, actor, { evidenceId: id, action: 'renamed', title })
    })

  const link = (actor: Actor, id: EvidenceId, criterionCode: string) =>
    change(actor, id, async (tx, row, owner) => {
      requireStanding(row)
      await requireTaken(tx, owner, criterionCode)
      await repository.link(tx, id, criterionCode)
      await repository.record(tx, actor, { evidenceId: id, action: 'linked', criterionCode, title: row.title })
    })

  /** With its last criterion a piece leaves the register. What is gone already stays gone: a repetition is harmless. */
  async function unlink(actor: Actor, id: EvidenceId, criterionCode: string): Promise<Record<string, never>> {
    await change(actor, id, async (tx, row) => {
      if (row.removedAt !== null || !row.criteria.includes(criterionCode)) return
      await repository.unlink(tx, id, criterionCode)
      if (row.criteria.length === 1) await repository.setRemoved(tx, id, true)
      await repository.record(tx, actor, { evidenceId: id, action: 'unlinked', criterionCode, title: row.title })
    })
    return {}
  }

  const restore = (actor: Actor, id: EvidenceId, criterionCode: string) =>
    change(actor, id, async (tx, row, owner) => {
      await requireTaken(tx, owner, criterionCode)
      await repository.link(tx, id, criterionCode)
      await repository.setRemoved(tx, id, false)
      await repository.record(tx, actor, { evidenceId: id, action: 'restored', criterionCode, title: row.title })
    })

  /** What a download sends; asked when its address is given out, and again when the address is used. */
  async function findFile(actor: Actor, id: EvidenceId) {
    const row = requireStanding(requireVisible(await repository.find(db, actor, id)))
    const { storageKey: key, fileName: name, mediaType, fileSize: size } = row
    if (key === null || name === null || mediaType === null || size === null) throw new Problem('evidence.not-found')
    return { key, name, mediaType, size }
  }

  return { list, addLink, addFigure, requireAddable, addFile, rename, link, unlink, restore, findFile }
}

const columnsOf = ({ size, sha256 }: ReceivedFile) => ({ fileSize: size, sha256 })

/** Hidden and missing evidence answer alike. */
function requireVisible(row: repository.EvidenceRow | undefined): repository.EvidenceRow {
  if (!row) throw new Problem('evidence.not-found')
  return row
}

function requireStanding(row: repository.EvidenceRow): repository.EvidenceRow {
  if (row.removedAt !== null) throw new Problem('evidence.not-found')
  return row
}

/** @throws Problem `line.not-found`; `evidence.kind-refused` where the criterion takes no evidence at all */
async function requireTaken(db: Queryable, { indicatorSetId }: Owner, code: string) {
  const criterion = findLine(await definitionOf(db, indicatorSetId), code)?.criterion
  if (!criterion) throw new Problem('line.not-found')
  if (criterion.evidence?.demand === 'none') throw new Problem('evidence.kind-refused')
}
