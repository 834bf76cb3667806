import {
  evidenceCode,
  findLine,
  parseEvidenceCode,
  type CampaignUnitId,
  type EvidenceCodeParts,
  type IndicatorSetDefinition,
  type RegisterChange,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import type { EvidenceRow } from './evidence.repository.ts'
import type { Owner } from './evidence.service.ts'
import { findMany } from './register.repository.ts'
import * as writing from './register-change.repository.ts'

type Within = { actor: Actor; id: CampaignUnitId; owner: Owner; now: Date }
type About = writing.Described['about']
/** A row as it stands, and as it is to be. */
type Step = {
  at: number
  row: EvidenceRow
  code: EvidenceCodeParts
  about: { [K in keyof About]?: About[K] | undefined }
}

/**
 * Makes all changes or none, in a handful of statements however many rows there are. The file is held by the caller.
 * @throws Problem `evidence.not-found`, `evidence.code-refused`, `evidence.code-taken`, `piece.relied-on`, which name the
 * rows by their place in the request
 */
export async function applyChanges(
  tx: Tx,
  { actor, id, owner, now }: Within,
  changes: readonly RegisterChange[],
): Promise<{ changed: number; undo: RegisterChange[] }> {
  const set = await definitionOf(tx, owner.indicatorSetId)
  const rows = await findMany(
    tx,
    id,
    changes.map((change) => change.id),
  )
  // A row that is named twice would be changed twice, and undone in the wrong order.
  if (rows.size < changes.length) throw new Problem('evidence.not-found')
  const steps = changes.map((change, at) => stepOf(set, rows, change, at)).filter(isChange)

  await requireFree(tx, id, steps.filter(isRecoded))
  const described = steps.filter(isDescribed)
  await requireChangeable(tx, described)
  const coded = steps.filter(isCoded)
  await writing.keepNumbers(
    tx,
    steps.filter(isRecoded).map(({ row }) => row),
  )
  await writing.recode(tx, coded)
  await writing.describe(
    tx,
    described.map(({ row, about }) => ({ pieceId: row.pieceId, about: aboutAfter(row, about) })),
  )
  const signed = { at: now, actorId: actorId(actor), actorName: actor.name }
  const written = (parts: EvidenceCodeParts) => evidenceCode(set.evidenceCode, parts)
  const codings = coded.map(({ row, code }) =>
    isRecoded({ row, code })
      ? { row, action: 'recoded' as const, detail: { from: written(codeOf(row)), to: written(code) } }
      : { row, action: 'boxed' as const, detail: { from: `H${row.box}`, to: `H${code.box}` } },
  )
  const descriptions = described.map(({ row }) => ({ row, action: 'described' as const, detail: {} }))
  await writing.record(tx, signed, [...codings, ...descriptions])
  return { changed: steps.length, undo: steps.map((step) => undoOf(step, written)) }
}

function stepOf(
  set: IndicatorSetDefinition,
  rows: ReadonlyMap<string, EvidenceRow>,
  { id, code, box, ...about }: RegisterChange,
  at: number,
): Step {
  const row = rows.get(id)
  if (!row) throw new Problem('evidence.not-found')
  const standing = codeOf(row)
  const given = code === undefined ? standing : readCode(set, code, standing, at)
  const { number, ...rest } = about
  const said = { ...rest, ...(number !== undefined && { documentNumber: number }) }
  return { at, row, code: { ...given, ...(box !== undefined && { box }) }, about: said }
}

/** The code as the set writes it; a scheme without boxes leaves the row in its own. */
function readCode(set: IndicatorSetDefinition, text: string, { box }: EvidenceCodeParts, at: number) {
  const parsed = parseEvidenceCode(text)
  const line = parsed && findLine(set, parsed.criterion)
  if (parsed?.scheme !== set.evidenceCode || !line || line.criterion.evidence?.demand === 'none')
    throw new Problem('evidence.code-refused', { errors: [{ path: `/changes/${at}/code`, message: text }] })
  const { criterion, number } = parsed
  return { criterion, number, box: set.evidenceCode === 'accreditation' ? parsed.box : box }
}

const codeOf = ({ criterionCode: criterion, number, box }: EvidenceRow): EvidenceCodeParts => ({
  ...{ criterion, number, box },
})
const aboutOf = ({ piece: { documentKind, documentNumber, issuedOn, issuer } }: EvidenceRow): About => ({
  ...{ documentKind, documentNumber, issuedOn, issuer },
})

/** What is left out stays; null empties. */
const or = <T>(said: T | null | undefined, standing: T | null): T | null => (said === undefined ? standing : said)
const aboutAfter = ({ piece }: EvidenceRow, said: Step['about']): About => ({
  documentKind: or(said.documentKind, piece.documentKind),
  documentNumber: or(said.documentNumber, piece.documentNumber),
  issuedOn: or(said.issuedOn, piece.issuedOn),
  issuer: or(said.issuer, piece.issuer),
})

type Coded = Pick<Step, 'row' | 'code'>
const isRecoded = ({ row, code }: Coded) => code.criterion !== row.criterionCode || code.number !== row.number
const isCoded = (step: Coded) => isRecoded(step) || step.code.box !== step.row.box
function isDescribed({ row, about }: Pick<Step, 'row' | 'about'>): boolean {
  const standing: Record<string, unknown> = aboutOf(row)
  return Object.entries(about).some(([name, value]) => value !== undefined && standing[name] !== value)
}
const isChange = (step: Step) => isCoded(step) || isDescribed(step)

const numberOf = ({ criterion, number }: { criterion: string; number: number }) => `${criterion} ${number}`

/** A number is taken by whoever has it, ever had it, or asks for it in the same breath. */
async function requireFree(tx: Tx, id: CampaignUnitId, steps: readonly Step[]) {
  const taken = new Map<string, string>()
  for (const held of await writing.numbersOf(
    tx,
    id,
    steps.map(({ code }) => code.criterion),
  ))
    taken.set(numberOf(held), held.evidenceId)
  const errors = []
  for (const { at, row, code } of steps) {
    const holder = taken.get(numberOf(code))
    if (holder !== undefined && holder !== row.id) errors.push({ path: `/changes/${at}/code`, message: numberOf(code) })
    taken.set(numberOf(code), row.id)
  }
  if (errors.length > 0) throw new Problem('evidence.code-taken', { errors })
}

/** What a piece says of itself holds for every register that uses it: none of them may be out of hand. */
async function requireChangeable(tx: Tx, steps: readonly Step[]) {
  const relied = await writing.reliedOn(
    tx,
    steps.map(({ row }) => row.pieceId),
  )
  const errors = steps
    .filter(({ row }) => relied.has(row.pieceId))
    .map(({ at, row }) => ({ path: `/changes/${at}`, message: row.piece.title }))
  if (errors.length > 0) throw new Problem('piece.relied-on', { errors })
}

function undoOf(step: Step, written: (code: EvidenceCodeParts) => string): RegisterChange {
  const { row } = step
  const { documentNumber: number, ...rest } = aboutOf(row)
  return {
    id: row.id,
    ...(isRecoded(step) && { code: written(codeOf(row)) }),
    ...(isCoded(step) && { box: row.box }),
    ...(isDescribed(step) && { number, ...rest }),
  }
}
