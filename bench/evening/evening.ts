import { monitorEventLoopDelay } from 'node:perf_hooks'
import type pg from 'pg'
import { z } from 'zod'
import { some } from '../client.ts'
import type { Figure } from '../figures.ts'
import { randomOf } from '../generator/random.ts'
import { schoolYears } from '../generator/sizes.ts'
import { password } from '../generator/load.ts'
import type { Bench } from '../run.ts'
import { startWorker } from '../service.ts'
import { Browser, type Diary } from './browser.ts'
import { answersIn, figuresOf, told } from './figures.ts'
import { peopleOf, session, type Kept, type School } from './school.ts'

/** People come in the first two minutes, in short evenings in the first two fifths. */
const arrivalOf = (length: number) => Math.min(120_000, length * 0.4)

/** Everybody of one province at once, for so many minutes, beside the worker; on a database that nobody needs afterwards. */
export async function lastEvening(bench: Bench, minutes: number): Promise<Figure[]> {
  const { client, ours, say } = bench
  const schools = await schoolsOf(bench)
  // What earlier runs sent and no worker has drawn is nothing of this evening.
  await client.query('delete from papers_to_draw')
  const before = { receipts: await receipts(client), drawn: (await papers(client)).drawn }
  const worker = startWorker({ databaseUrl: bench.url, dataDir: bench.own })
  const begun = performance.now()
  const length = minutes * 60_000
  const diary: Diary = { seen: [], wishes: [] }
  const evening = { address: ours.url, begun, arrival: arrivalOf(length), ends: begun + length, diary }
  say(`${schools.length * 3} people, ${minutes} minutes`)
  const late = monitorEventLoopDelay({ resolution: 10 })
  late.enable()
  const visits = schools.map((school, at) => ({ school, ...peopleOf(school, evening, randomOf(at)) }))
  const telling = setInterval(() => say(told(diary)), 30_000)
  await Promise.all(visits.flatMap(({ people }) => people))
  clearInterval(telling)
  late.disable()
  await worker.stop()
  for (const line of answersIn(diary)) say(line)
  say('reading back')
  const lost = await some(visits, 8, ({ school, kept }) => lostOf(bench, school, kept))
  const sent = visits.filter(({ kept }) => kept.sent).length
  const missing = Math.max(0, sent - ((await receipts(client)) - before.receipts))
  const there = await papers(client)
  return figuresOf(diary, length, {
    ...{
      own: Math.max(0, late.percentile(99) / 1e6 - 10),
      sent,
      writing: schools.filter(({ writes }) => writes).length * 2,
    },
    ...{
      lost: lost.reduce((sum, one) => sum + one, 0) + missing,
      papers: { ...there, drawn: there.drawn - before.drawn },
    },
  })
}
async function receipts(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from submission_receipts')
  return rows[0]?.count ?? 0
}
/** Of the files that were sent: drawn up by the worker, and those that still wait. */
async function papers(client: pg.Client): Promise<{ drawn: number; left: number }> {
  const { rows } = await client.query<{ drawn: number; left: number }>(
    'select (select count(*) from sent_papers)::int as drawn, (select count(*) from papers_to_draw)::int as left',
  )
  return rows[0] ?? { drawn: 0, left: 0 }
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
  evidence: z.array(z.object({ title: z.string() })),
})
/** How many acknowledged lines do not stand as they were acknowledged, and how many pieces of evidence do not stand. */
async function lostOf({ ours }: Bench, { submissionId, code }: School, { lines, links }: Kept): Promise<number> {
  if (lines.size === 0) return 0
  const browser = new Browser(ours.url, { seen: [], wishes: [] }, Infinity)
  const body = { username: `${code}.head`, password }
  const opened = await browser.ask({ kind: 'sign in', method: 'POST', path: '/session', body }, session)
  browser.token = opened?.accessToken ?? ''
  const shown = await browser.ask({ kind: 'open the form', path: `/submissions/${submissionId}/form` }, readForm)
  browser.close()
  if (!shown) throw new Error(`${code}: what was saved cannot be read back`)
  const now = new Map(shown.lines.map((line) => [line.code, line]))
  const titles = new Set(shown.evidence.map(({ title }) => title))
  const changed = [...lines].filter(([line, { version, note }]) => {
    const stands = now.get(line)
    return stands?.version !== version || stands.answer.note !== note
  })
  return changed.length + links.filter((title) => !titles.has(title)).length
}
