import { findLine, type CampaignUnitId, type IndicatorSetDefinition, type PieceId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import * as repository from './evidence.repository.ts'
import type { Owner, Owners } from './evidence.service.ts'
import { placeOf } from './place.ts'
import * as pieces from './pieces.repository.ts'

type Ports = { db: Db; owners: Owners; now: () => Date }
type Carried = { carried: number; linked: number; already: number }

/** Brings the evidence of an earlier year into the register of this one, each piece marked to be renewed. */
export function createCarryOver({ db, owners, now }: Ports) {
  return (actor: Actor, id: CampaignUnitId, from: CampaignUnitId): Promise<Carried> =>
    db.transaction(async (tx) => {
      const owner = await owners.lockEditable(tx, actor, id)
      const earlier = await owners.find(tx, actor, from)
      if (from === id || earlier.unitId !== owner.unitId || earlier.schoolYear > owner.schoolYear)
        throw new Problem('evidence.same-register')
      const set = await definitionOf(tx, owner.indicatorSetId)
      const rows = await repository.list(tx, from)
      const files = await pieces.filesOf(
        tx,
        rows.map(({ pieceId }) => pieceId),
      )
      const result: Carried = { carried: 0, linked: 0, already: 0 }
      for (const row of rows) {
        const piece = await inThisYear(tx, actor, row.piece, files.get(row.pieceId) ?? [], owner)
        if (await repository.findOfPiece(tx, { campaignUnitId: id, pieceId: piece })) {
          result.already++
          continue
        }
        result.carried++
        result.linked += await enter(tx, actor, { id, owner, set }, piece, row)
      }
      return result
    })

  /** The piece itself where it is of this year, else its copy, made once: the files are kept once and held by both. */
  async function inThisYear(
    tx: Tx,
    actor: Actor,
    piece: pieces.PieceRow,
    files: readonly pieces.FileRow[],
    { schoolYear }: Owner,
  ): Promise<PieceId> {
    if (piece.schoolYear === schoolYear) return piece.id
    const copied = await pieces.findCarried(tx, piece.id, schoolYear)
    if (copied) return copied.id
    const { id: carriedFromId, version: _version, ...rest } = piece
    const signed = { addedAt: now(), addedBy: actor.name, addedById: actorId(actor) }
    const copy = await pieces.insert(tx, {
      ...rest,
      ...signed,
      id: undefined,
      schoolYear,
      carriedFromId,
      toRenew: true,
    })
    await pieces.insertFiles(
      tx,
      copy.id,
      files.map(({ id: _id, pieceId: _piece, position: _position, ...file }) => file),
    )
    const detail = { from: carriedFromId, schoolYear: piece.schoolYear }
    await pieces.record(tx, actor, { pieceId: copy.id, action: 'carried-over', at: now(), detail })
    return copy.id
  }

  type Into = { id: CampaignUnitId; owner: Owner; set: IndicatorSetDefinition }
  /** Under the criteria that this year's set has too. @returns how many */
  async function enter(
    tx: Tx,
    actor: Actor,
    { id, owner, set }: Into,
    pieceId: PieceId,
    { criteria, criterionCode, piece: { title } }: repository.EvidenceRow,
  ): Promise<number> {
    const kept = criteria.filter((code) => takes(set, code))
    const [first = null, ...others] = [...kept].sort((one) => (one === criterionCode ? -1 : 0))
    if (first === null) return 0
    const place = await placeOf(tx, owner, first)
    const signed = { addedAt: now(), addedBy: actor.name, addedById: actorId(actor) }
    const evidenceId = await repository.insert(tx, { campaignUnitId: id, pieceId, ...place, ...signed })
    for (const code of others) await repository.link(tx, evidenceId, code)
    for (const code of kept)
      await repository.record(tx, actor, {
        ...{ evidenceId, criterionCode: code, title },
        action: code === first ? 'added' : 'linked',
      })
    return kept.length
  }
}

/** A criterion that says nothing of evidence takes it. */
function takes(set: IndicatorSetDefinition, code: string): boolean {
  const criterion = findLine(set, code)?.criterion
  return criterion !== undefined && criterion.evidence?.demand !== 'none'
}
