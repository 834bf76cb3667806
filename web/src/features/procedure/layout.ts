import type { Procedure, ProcedureMove, ProcedureTurn, SubmissionAction, SubmissionStatus } from '@thuoc/shared'

/** Where a state stands: its row from the top, its lane from the left. */
export type Place = { status: SubmissionStatus; turn: ProcedureTurn; row: number; lane: number }
/** Everything that leads from one state to another: an arrow with the names of its moves. */
export type Arrow = {
  from: SubmissionStatus
  to: SubmissionStatus
  way: ProcedureMove['way']
  actions: SubmissionAction[]
}
export type Plan = { places: Place[]; lanes: ProcedureTurn[]; arrows: Arrow[] }

const goal = ({ to }: ProcedureMove, from: SubmissionStatus) => (to === 'same' ? from : to)

/**
 * The picture of a procedure, from its table alone: rows by how far a state is on the way, lanes by whose turn it is in
 * the order in which they have theirs. Each state has a row of its own, so no arrow runs through another.
 */
export function planOf({ states, moves }: Procedure): Plan {
  const arrows = arrowsOf(moves)
  const rank = ranksOf(
    states.map(({ status }) => status),
    arrows,
  )
  const rows = states.toSorted((a, b) => (rank.get(a.status) ?? 0) - (rank.get(b.status) ?? 0))
  const lanes = [...new Set(rows.map(({ turn }) => turn))]
  const places = rows.map(({ status, turn }, row) => ({ status, turn, row, lane: lanes.indexOf(turn) }))
  return { places, lanes, arrows }
}

function arrowsOf(moves: readonly ProcedureMove[]): Arrow[] {
  const arrows = new Map<string, Arrow>()
  for (const move of moves)
    for (const from of move.from) {
      const to = goal(move, from)
      const key = `${from} ${to} ${move.way}`
      const arrow = arrows.get(key) ?? { from, to, way: move.way, actions: [] }
      arrow.actions.push(move.action)
      arrows.set(key, arrow)
    }
  return [...arrows.values()]
}

/** How many steps forward or aside lead to a state at most; what leads back does not count. */
function ranksOf(statuses: readonly SubmissionStatus[], arrows: readonly Arrow[]): Map<SubmissionStatus, number> {
  const ranks = new Map(statuses.map((status) => [status, 0]))
  const steps = arrows.filter(({ from, to, way }) => way !== 'back' && from !== to)
  // As many rounds as there are states at most, also if steps forward should ever run in a ring.
  for (const _round of statuses)
    for (const { from, to } of steps) {
      const reached = (ranks.get(from) ?? 0) + 1
      if (reached > (ranks.get(to) ?? 0) && reached <= statuses.length) ranks.set(to, reached)
    }
  return ranks
}
