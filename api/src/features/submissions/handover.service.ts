import { tierOf, type HandedOverFile, type SubmissionStatus, type UnitId } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { standsIn } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits, type ChangePorts, type TreeChange, type UnitRow } from '../org/index.ts'
import * as repository from './handover.repository.ts'

/** What was decided stays with who decided it. */
const decided: readonly SubmissionStatus[] = ['recognised', 'refused', 'published']

/**
 * Gives files that are not decided yet to the bodies that manage their units after a change of the tree: they go to the
 * new superior where the old one assessed them, and to a successor, the superior or the province where the body that
 * assessed them is no more. What a school has entered is not touched.
 * @throws Problem `unit-change.files-left` where files should stay with a body that closes
 */
export const handOver: ChangePorts['handOver'] = async (tx, signer, change) => {
  const { moved, repathed, closed, decisionNumber } = change
  const assessed = [...new Set([...moved.keys(), ...repathed, ...closed])]
  const assessing = [...new Set([...repathed, ...closed])]
  const none = { files: [], handedOver: 0, kept: 0, decided: 0, resting: 0 }
  if (assessed.length === 0 && assessing.length === 0) return none
  const files = await repository.lockFilesOf(tx, { assessed, assessing })
  const open = files.filter(({ status }) => !decided.includes(status))
  const bodies = await bodiesOf(tx, open, change)

  const handed = open.flatMap((file) => {
    const to = goalOf(file, change, bodies)
    return to && to.id !== file.assessor.id ? [{ file, to }] : []
  })
  const closing = new Set(closed)
  const counts = {
    decided: files.length - open.length,
    resting: open.filter(({ unit }) => closing.has(unit.id)).length,
  }
  if (!change.handOver) {
    const left = handed.filter(({ file }) => closing.has(file.assessor.id))
    if (left.length > 0)
      throw new Problem('unit-change.files-left', {
        errors: left.slice(0, 100).map(({ file }) => ({ path: file.unit.code, message: file.campaignTitle })),
      })
    return { ...none, ...counts, kept: open.length }
  }
  if (handed.length > 0) {
    await repository.setAssessors(tx, handed)
    await repository.endTeams(tx, handed)
    await repository.record(tx, signer, handed, decisionNumber)
  }
  const given = new Set(handed.map(({ file }) => file.id))
  const others = open.filter(({ id }) => !given.has(id)).map(({ campaignUnitId }) => campaignUnitId)
  if (others.length > 0) await repository.placeAnew(tx, others)
  return { ...counts, files: handed.map(shown), handedOver: handed.length, kept: open.length - handed.length }
}

const shown = ({ file, to }: { file: repository.FileRow; to: UnitRow }): HandedOverFile => ({
  unit: file.unit,
  campaignTitle: file.campaignTitle,
  status: file.status,
  from: file.assessor,
  to: { id: to.id, code: to.code, name: to.name, type: to.type },
})

/** Every body that could come to assess one of these files, as it stands now. */
async function bodiesOf(tx: Tx, files: readonly repository.FileRow[], { moved, successorOf }: TreeChange) {
  const ids = files.flatMap(({ assessor, parentId, provinceUnitId }) => [assessor.id, parentId, provinceUnitId])
  const goals = [...moved.values()].map(({ to }) => to)
  const wanted = new Set([...ids, ...goals, ...successorOf.values()].filter((id) => id !== null))
  return new Map((await findUnits(tx, [...wanted])).map((unit) => [unit.id, unit]))
}

/** Who assesses a file after the change; undefined where nobody fits and all stays as it is. */
function goalOf(
  { unit, assessor, parentId, provinceUnitId }: repository.FileRow,
  { moved, closed, successorOf }: TreeChange,
  bodies: ReadonlyMap<UnitId, UnitRow>,
): UnitRow | undefined {
  const fits = (id: UnitId | null | undefined): UnitRow | undefined => {
    const body = id ? bodies.get(id) : undefined
    const isBody = body && ['managing-body', 'province'].includes(tierOf[body.type])
    return isBody && body.closedOn === null && body.id !== unit.id && standsIn(body.path, provinceUnitId)
      ? body
      : undefined
  }
  if (closed.includes(assessor.id)) return fits(successorOf.get(assessor.id)) ?? fits(parentId) ?? fits(provinceUnitId)
  const move = moved.get(unit.id)
  return move?.from === assessor.id ? fits(move.to) : undefined
}
