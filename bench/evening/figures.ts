import { rounded, type Figure } from '../figures.ts'
import { median } from '../measure.ts'
import { kinds, type Diary, type Kind, type Seen, type Wish } from './browser.ts'

const goal = { p99: 300, prompt: 1000 }
const at = (sorted: readonly number[], share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
const timesOf = (those: readonly { milliseconds: number }[]) =>
  those.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
const isAnswered = ({ status }: Seen) => status >= 200 && status < 500
const isBusy = ({ status }: Seen) => status === 503

/** How it goes: of the last half minute. */
export function told({ seen }: Diary): string {
  const last = seen.filter((one) => one.at > performance.now() - 30_000)
  const slowest = (kind: Kind) => {
    const times = timesOf(last.filter((one) => one.kind === kind && isAnswered(one)))
    return `${kind} ${times.length} in ${at(times, 0.99).toFixed(0)}`
  }
  const busy = last.filter(isBusy)
  const refused = `${busy.length} put off in ${at(timesOf(busy), 0.99).toFixed(0)}`
  return `${(last.length / 30).toFixed(0)} calls a second; ms at p99: ${kinds.map(slowest).join(', ')}; ${refused}`
}

/** Which answers were given how often, by kind of call; 0: none. */
export function answersIn({ seen }: Diary): string[] {
  const alike = Map.groupBy(seen, ({ kind, status, fault }) => `${kind}: ${status} ${fault}`)
  return [...alike].map(([which, those]) => `${which}: ${those.length} times`).toSorted()
}

const none = { floor: null, ratio: null }
const count = (name: string, value: number, limit: number | null = null): Figure => ({
  ...{ name: `last evening: ${name}`, unit: 'in all', value, spread: [value, value], ...none },
  ...(limit === null ? { goal: '', met: true } : { goal: limit === 0 ? 'none' : String(limit), met: value <= limit }),
})
/** @param most null: nothing is asked of it */
function slow(name: string, unit: string, times: readonly number[], most: number | null): Figure {
  const value = rounded(at(times, 0.99))
  return {
    ...{ name: `last evening: ${name}`, unit: `${unit} at p99`, value, median: rounded(median(times)) },
    ...{ spread: [rounded(times[0] ?? 0), rounded(times.at(-1) ?? 0)], ...none },
    ...(most === null ? { goal: '', met: true } : { goal: `at most ${most}`, met: value <= most }),
  }
}

/** `own`: how late the process of the browsers was itself; `papers`: of those that were sent, drawn up by the worker, and not yet. */
export type Outcome = {
  own: number
  sent: number
  lost: number
  writing: number
  papers: { drawn: number; left: number }
}

/** What an evening of so many milliseconds came to. */
export function figuresOf(
  { seen, wishes }: Diary,
  length: number,
  { own, sent, lost, writing, papers }: Outcome,
): Figure[] {
  const fine = seen.filter(isAnswered)
  const busy = seen.filter(isBusy)
  const broken = seen.filter((one) => !isAnswered(one) && !isBusy(one))
  const saves = fine.filter(({ kind }) => kind === 'save a line')
  const saved = saves.filter(({ status }) => status === 200).length
  return [
    count('acknowledged and not read back', lost, 0),
    count('answers 5xx other than 503, and none at all', broken.length, 0),
    count('people who write', writing),
    count('lines saved', saved),
    count('lines refused', saves.length - saved, 0),
    count('files sent', sent),
    count('papers drawn up meanwhile', papers.drawn),
    count('papers that wait', papers.left),
    { ...count('delay of whoever asks', rounded(own)), unit: 'ms at p99' },
    count('calls', seen.length),
    count('calls put off by 503', busy.length),
    ...(busy.length > 0 ? [slow('time to a 503', 'ms', timesOf(busy), goal.prompt)] : []),
    slow(`all calls, ${rounded(seen.length / (length / 1000))} a second`, 'ms', timesOf(fine), goal.p99),
    ...kinds.map((kind) => slow(kind, 'ms', timesOf(fine.filter((one) => one.kind === kind)), goal.p99)),
    ...kinds.flatMap((kind) => wishesOf(kind, wishes)),
  ]
}

/** How long people wait for what they want, with all the times that they were put off; and who never got it. */
function wishesOf(kind: Kind, wishes: readonly Wish[]): Figure[] {
  const those = wishes.filter((one) => one.kind === kind)
  const seconds = timesOf(those.filter(({ isDone }) => isDone)).map((one) => one / 1000)
  return [
    slow(`${kind}, however often one was put off`, 's', seconds, null),
    count(`${kind}, put off until the end`, those.filter(({ isDone }) => !isDone).length),
  ]
}
