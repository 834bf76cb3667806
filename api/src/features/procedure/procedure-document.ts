import { submissionStatuses, type ProcedureMove, type SubmissionStatus } from '@thuoc/shared'
import { theProcedure } from './procedure.ts'

const turns = {
  school: 'the school',
  head: 'its head',
  'managing-body': 'the managing body',
  team: 'the assessment team',
  leader: 'the leader of the managing body',
  nobody: 'nobody: the end',
} as const
const places = {
  school: 'in the unit itself',
  assessor: 'in the unit that assesses it',
  team: 'on its team',
  'team-head': 'head of its team',
} as const

const who = ({ by, roles, people }: ProcedureMove) => {
  const holders = by === 'team' || by === 'team-head' ? '' : `${roles.join(', ')}; `
  return `${holders}${places[by]}${people ? '; no API key' : ''}`
}
const node = (status: SubmissionStatus) => status.replaceAll('-', '_')
const goal = ({ to }: ProcedureMove, from: SubmissionStatus) => (to === 'same' ? from : to)
const after: Record<ProcedureMove['way'], string> = { on: '', back: ' (back)', aside: ' (aside)' }

function diagram(): string {
  const names = theProcedure.states.map(({ status }) => `  state "${status}" as ${node(status)}`)
  const edges = theProcedure.moves.flatMap((move) =>
    move.from.map((from) => `  ${node(from)} --> ${node(goal(move, from))}: ${move.action}${after[move.way]}`),
  )
  const ends = theProcedure.states
    .filter(({ turn }) => turn === 'nobody')
    .map(({ status }) => `  ${node(status)} --> [*]`)
  return ['stateDiagram-v2', ...names, `  [*] --> ${node(submissionStatuses[0])}`, ...edges, ...ends].join('\n')
}

const heads = ['action', 'to', 'who', 'reason', 'after the end of the campaign']
/** A table whose columns are as wide as their widest cell, as the formatter of this house wants it. */
function tableOf(rows: readonly string[][]): string {
  const widths = heads.map((head, column) =>
    Math.max(...[heads, ...rows].map((cells) => cells[column]?.length ?? 0), 3, head.length),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function partOf(status: SubmissionStatus, turn: keyof typeof turns): string {
  const moves = theProcedure.moves.filter(({ from }) => from.includes(status))
  const rows = moves.map((move) => [
    `\`${move.action}\``,
    `\`${goal(move, status)}\``,
    who(move),
    move.reason === 'required' ? 'yes' : '',
    move.afterClosing ? 'yes' : '',
  ])
  const table = rows.length === 0 ? 'No move leads on.' : tableOf(rows)
  return `### \`${status}\`\n\nWaits for ${turns[turn]}.\n\n${table}`
}

/** `docs/procedure.md`, whole: the picture and the table state × action × who. */
export const procedureDocument = (): string =>
  [
    '# The procedure of a file',
    'Written by `npx pnpm procedure` from the tables that the server obeys; a test fails where this page says anything else. What is demanded beside it (council, minutes, open objections …) is said in `docs/domain.md`.',
    `\`\`\`mermaid\n${diagram()}\n\`\`\``,
    '## State, action, who',
    ...theProcedure.states.map(({ status, turn }) => partOf(status, turn)),
  ].join('\n\n') + '\n'
