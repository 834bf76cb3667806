import { monitorEventLoopDelay } from 'node:perf_hooks'
import type pg from 'pg'
import { z } from 'zod'
import { some } from '../client.ts'
import { rounded, type Figure } from '../figures.ts'
import { schoolYears } from '../generator/sizes.ts'
import { password } from '../generator/load.ts'
import { median } from '../measure.ts'
import type { Bench } from '../run.ts'
import { Browser, kinds, type Kind, type Seen } from './browser.ts'
import { peopleOf, session, type Kept, type School } from './school.ts'

/** People come in the first two minutes, in short evenings in the first two fifths. */
const arrivalOf = (length: number) => Math.min(120_000, length * 0.4)
const goal = { p99: 300, prompt: 1000 }

/** Everybody of one province at once, for so many minutes; on a database that nobody needs afterwards. */
export async function lastEvening(bench: Bench, minutes: number): Promise<Figure[]> {
  const { client, ours, say } = bench
  const schools = await schoolsOf(bench)
  const before = await receipts(client)
  const begun = performance.now()
  const length = minutes * 60_000
  const seen: Seen[] = []
  const evening = { address: ours.url, begun, arrival: arrivalOf(length), ends: begun + length, seen }
  say(`${schools.length * 3} people, ${minutes} minutes`)
  const late = monitorEventLoopDelay({ resolution: 10 })
  late.enable()
  const visits = schools.map((school) => ({ school, ...peopleOf(school, evening) }))
  const telling = setInterval(() => say(told(seen)), 30_000)
  await Promise.all(visits.flatMap(({ people }) => people))
  clearInterval(telling)
  late.disable()
  for (const line of answersIn(seen)) say(line)
  say('reading back')
  const lost = await some(visits, 8, ({ school, kept }) => lostOf(bench, school, kept))
  const sent = visits.filter(({ kept }) => kept.sent).length
  const missing = Math.max(0, sent - ((await receipts(client)) - before))
  const own = Math.max(0, late.percentile(99) / 1e6 - 10)
  return figuresOf(seen, length, { own, sent, lost: lost.reduce((sum, one) => sum + one, 0) + missing })
}
async function receipts(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from submission_receipts')
  return rows[0]?.count ?? 0
}

/** Files that were sent before are open again: it is the evening before, not after. */
const opened = `
update submissions s set status = 'drafting', version = s.version + 1
from campaign_units u join campaigns c on c.id = u.campaign_id
where u.id = s.campaign_unit_id and c.school_year = $1
  and s.status in ('awaiting-approval', 'approved', 'submitted', 'accepted')`
async function schoolsOf({ client }: Bench): Promise<School[]> {
  const year = schoolYears.at(-1)
  await client.query(opened, [year])
  const { rows } = await client.query<School>(
    `select s.id as "submissionId", u.id as "campaignUnitId", u.unit_id as "unitId", lower(u.unit_code) as code,
       s.status = 'drafting' as writes
     from submissions s join campaign_units u on u.id = s.campaign_unit_id join campaigns c on c.id = u.campaign_id
     where c.school_year = $1 order by u.id limit 1200`,
    [year],
  )
  return rows
}

const readForm = z.object({
  lines: z.array(z.object({ code: z.string(), version: z.int(), answer: z.object({ note: z.string() }) })),
})
/** How many acknowledged lines do not stand as they were acknowledged. */
async function lostOf({ ours }: Bench, { submissionId, code }: School, { lines }: Kept): Promise<number> {
  if (lines.size === 0) return 0
  const browser = new Browser(ours.url, [], Infinity)
  const body = { username: `${code}.head`, password }
  const opened = await browser.ask({ kind: 'sign in', method: 'POST', path: '/session', body }, session)
  browser.token = opened?.accessToken ?? ''
  const shown = await browser.ask({ kind: 'open the form', path: `/submissions/${submissionId}/form` }, readForm)
  browser.close()
  if (!shown) throw new Error(`${code}: what was saved cannot be read back`)
  const now = new Map(shown.lines.map((line) => [line.code, line]))
  return [...lines].filter(([line, { version, note }]) => {
    const stands = now.get(line)
    return stands?.version !== version || stands.answer.note !== note
  }).length
}

const at = (sorted: readonly number[], share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
const timesOf = (seen: readonly Seen[]) => seen.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
const isAnswered = ({ status }: Seen) => status >= 200 && status < 500
const isBusy = ({ status }: Seen) => status === 503

/** How it goes: of the last half minute. */
function told(seen: readonly Seen[]): string {
  const last = seen.filter((one) => one.at > performance.now() - 30_000)
  const slowest = (kind: Kind) => {
    const times = timesOf(last.filter((one) => one.kind === kind && isAnswered(one)))
    return `${kind} ${times.length} in ${at(times, 0.99).toFixed(0)}`
  }
  const busy = last.filter(isBusy)
  const refused = `${busy.length} put off in ${at(timesOf(busy), 0.99).toFixed(0)}`
  return `${(last.length / 30).toFixed(0)} calls a second; ms at p99: ${kinds.map(slowest).join(', ')}; ${refused}`
}

type Outcome = { own: number; sent: number; lost: number }
/** Which answers were given how often, by kind of call; 0: none. */
function answersIn(seen: readonly Seen[]): string[] {
  const alike = Map.groupBy(seen, ({ kind, status, fault }) => `${kind}: ${status} ${fault}`)
  return [...alike].map(([which, those]) => `${which}: ${those.length} times`).toSorted()
}

function figuresOf(seen: readonly Seen[], length: number, { own, sent, lost }: Outcome): Figure[] {
  const none = { floor: null, ratio: null }
  const count = (name: string, value: number, limit: number | null): Figure => ({
    ...{ name: `last evening: ${name}`, unit: 'in all', value, spread: [value, value], ...none },
    ...(limit === null ? { goal: '', met: true } : { goal: limit === 0 ? 'none' : String(limit), met: value <= limit }),
  })
  const slow = (name: string, those: readonly Seen[], most: number): Figure => {
    const times = timesOf(those)
    const value = rounded(at(times, 0.99))
    return {
      ...{ name: `last evening: ${name}`, unit: 'ms at p99', value, median: rounded(median(times)) },
      ...{ spread: [rounded(times[0] ?? 0), rounded(times.at(-1) ?? 0)], ...none, goal: `at most ${most}` },
      met: value <= most,
    }
  }
  const fine = seen.filter(isAnswered)
  const busy = seen.filter(isBusy)
  const broken = seen.filter((one) => !isAnswered(one) && !isBusy(one))
  const saves = fine.filter(({ kind, status }) => kind === 'save a line' && status === 200).length
  return [
    count('acknowledged and not read back', lost, 0),
    count('answers 5xx other than 503, and none at all', broken.length, 0),
    count('lines saved', saves, null),
    count('files sent', sent, null),
    { ...count('delay of whoever asks', rounded(own), null), unit: 'ms at p99' },
    count('calls', seen.length, null),
    count('calls put off by 503', busy.length, null),
    ...(busy.length > 0 ? [slow('time to a 503', busy, goal.prompt)] : []),
    slow(`all calls, ${rounded(seen.length / (length / 1000))} a second`, fine, goal.p99),
    ...kinds.map((kind) =>
      slow(
        kind,
        fine.filter((one) => one.kind === kind),
        goal.p99,
      ),
    ),
  ]
}
