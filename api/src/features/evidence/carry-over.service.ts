import { boxOf, linesOf, type CampaignUnitId, type IndicatorSetDefinition, type PieceId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import * as carrying from './carry-over.repository.ts'
import { list, type EvidenceRow } from './evidence.repository.ts'
import type { Owner, Owners } from './evidence.service.ts'
import { settingsOf } from './settings.repository.ts'

type Ports = { db: Db; owners: Owners; now: () => Date }
type Carried = { carried: number; linked: number; already: number }
export type CarryOver = ReturnType<typeof createCarryOver>

/** Brings the evidence of an earlier year into the register of this one, each piece marked to be renewed. */
export function createCarryOver({ db, owners, now }: Ports) {
  /** From where there is something to bring. */
  async function offers(actor: Actor, id: CampaignUnitId) {
    const { unitId, schoolYear } = await owners.find(db, actor, id)
    return { items: await carrying.offers(db, { id, unitId, schoolYear }) }
  }

  /** In a fixed number of statements, however many pieces there are. */
  const bring = (actor: Actor, id: CampaignUnitId, from: CampaignUnitId): Promise<Carried> =>
    db.transaction(async (tx) => {
      const owner = await owners.lockEditable(tx, actor, id)
      const earlier = await owners.find(tx, actor, from)
      if (from === id || earlier.unitId !== owner.unitId || earlier.schoolYear > owner.schoolYear)
        throw new Problem('evidence.same-register')
      const set = await definitionOf(tx, owner.indicatorSetId)
      const rows = await list(tx, from)
      const signed = { at: now(), by: actor.name, byId: actorId(actor) }
      const known = await carrying.copiesOf(tx, rows.map(pieceOf), owner.schoolYear)
      const standing = new Set(await carrying.piecesOf(tx, id))
      const places = rows.map((row) => placeOf(row, owner, known))
      // Brought over before: it stands here, stood here and was taken out, or lies in the library or the bin.
      const fresh = places.filter(({ here, copy }) => copy !== 'exists' && !(here && standing.has(here)))
      const missing = fresh.filter(({ here }) => here === null).map(({ row }) => row.piece)
      const copies = await carrying.copy(tx, missing, owner.schoolYear, signed)
      const entries = fresh.flatMap(({ row, here }) => {
        const pieceId = here ?? copies.get(row.pieceId)
        const criteria = keptCriteria(set, row)
        return pieceId && criteria.length > 0 ? [{ pieceId, criteria, title: row.piece.title }] : []
      })
      const linked = await enter(tx, { id, owner, set }, entries, signed)
      return { carried: fresh.length, linked, already: rows.length - fresh.length }
    })

  type Into = { id: CampaignUnitId; owner: Owner; set: IndicatorSetDefinition }
  type Entry = { pieceId: PieceId; criteria: readonly string[]; title: string }
  /** Under the criteria that this year's set has too, each with the next number. @returns how many links */
  async function enter(tx: Tx, { id, owner, set }: Into, entries: readonly Entry[], signed: carrying.Signed) {
    const settings = await settingsOf(tx, owner.unitId)
    const codes = linesOf(set).map(({ criterion: { code } }) => code)
    const last = await carrying.lastNumbers(tx, id)
    const numbered = entries.map(({ criteria, ...entry }) => {
      const [first = ''] = criteria
      const number = (last.get(first) ?? 0) + 1
      last.set(first, number)
      return { ...entry, criteria, first, number, box: boxOf(settings, first, codes) }
    })
    await carrying.enter(tx, id, numbered, signed)
    return entries.reduce((sum, { criteria }) => sum + criteria.length, 0)
  }

  return { offers, bring }
}

const pieceOf = ({ pieceId }: EvidenceRow) => pieceId

type Place = { row: EvidenceRow; here: PieceId | null; copy: 'none' | 'exists' }
/** What stands for a piece in this year: itself, where it is of this year; a copy that was made before; or nothing yet. */
function placeOf(row: EvidenceRow, { schoolYear }: Owner, known: ReadonlySet<PieceId>): Place {
  if (row.piece.schoolYear === schoolYear) return { row, here: row.pieceId, copy: 'none' }
  return { row, here: null, copy: known.has(row.pieceId) ? 'exists' : 'none' }
}

/** The criteria that the set has and that take evidence; the one that the code named comes first. */
function keptCriteria(set: IndicatorSetDefinition, { criteria, criterionCode }: EvidenceRow): string[] {
  const takes = new Set(
    linesOf(set).flatMap(({ criterion }) => (criterion.evidence?.demand === 'none' ? [] : [criterion.code])),
  )
  const kept = criteria.filter((code) => takes.has(code))
  return [...kept.filter((code) => code === criterionCode), ...kept.filter((code) => code !== criterionCode)]
}
