import { answer as answerSchema, indicatorSetDefinition, leafLinesOf } from '@thuoc/shared'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { makeForm } from '../generator/answers.ts'
import { password } from '../generator/load.ts'
import { randomOf, type Random } from '../generator/random.ts'
import { Browser, type Diary } from './browser.ts'

export type School = { submissionId: string; campaignUnitId: string; unitId: string; code: string; writes: boolean }
/** A line as it was acknowledged last. */
export type Acknowledged = { version: number; note: string }
/** What was acknowledged to a school; `links`: titles of pieces of evidence. */
export type Kept = { lines: Map<string, Acknowledged>; links: string[]; sent: boolean; done: boolean }
export type Evening = { address: string; begun: number; arrival: number; ends: number; diary: Diary }

export const session = z.object({ accessToken: z.string() })
const stands = z.object({ version: z.int(), status: z.string() })
const saved = z.object({ line: z.object({ version: z.int() }) })
const wireAnswers = z.record(z.string(), answerSchema)
const form = z.object({
  submission: z.object({ set: z.object({ id: z.string() }) }),
  definition: z.unknown(),
  lines: z.array(z.object({ code: z.string(), version: z.int() })),
})
const refused = z.object({ errors: z.array(z.object({ path: z.string() })).default([]) })

type Sheet = { codes: string[]; said: Record<string, object> }
const sheets = new Map<string, Sheet>()
/** What people say to a set. Worked out once: to read it is work of 3,600 machines, and not of the one that measures. */
function sheetOf({ submission, definition }: z.output<typeof form>): Sheet {
  const { id } = submission.set
  const known = sheets.get(id)
  if (known) return known
  const set = indicatorSetDefinition.parse(definition)
  const codes = leafLinesOf(set).map(({ criterion }) => criterion.code)
  const sheet = { codes, said: z.encode(wireAnswers, makeForm(set, 0.7, randomOf(1)).answers) }
  sheets.set(id, sheet)
  return sheet
}

const seconds = (count: number) => sleep(Math.max(0, count * 1000))

/** Three people of a school on the last evening: two write, the head looks on; in the end they finish, approve and send. */
export function peopleOf(school: School, evening: Evening, random: Random) {
  const { submissionId: id, campaignUnitId, unitId, code, writes } = school
  const { address, begun, arrival, ends, diary } = evening
  const kept: Kept = { lines: new Map(), links: [], sent: false, done: false }
  const between = (least: number, most: number) => least + random.next() * (most - least)
  /** Between two lines. */
  const pause = () => seconds(between(4, 8))
  const finishAt = begun + between(0.5, 0.85) * (ends - begun)
  let writing = 2

  /** Comes some time in the first minutes, signs in and sees the start page. */
  async function arrive(who: string): Promise<Browser> {
    await seconds((begun + between(0, arrival) - performance.now()) / 1000)
    const browser = new Browser(address, diary, ends)
    const body = { username: `${code}.${who}`, password }
    while (browser.token === '' && performance.now() < ends) {
      const opened = await browser.ask({ kind: 'sign in', method: 'POST', path: '/session', body }, session)
      browser.token = opened?.accessToken ?? ''
      if (!opened) await pause()
    }
    if (browser.token !== '') await startPage(browser)
    return browser
  }
  const startPage = (browser: Browser) =>
    Promise.all(
      [
        ...['/notices/counts', '/exports?limit=1', '/supervision-follow-ups?limit=6', '/submissions?limit=20'],
        ...['/tasks?limit=50', `/deliveries?unitId=${unitId}&status=not-started,returned&limit=6`],
      ].map((path) => browser.insist({ kind: 'start page', path })),
    )
  const openForm = { kind: 'open the form', path: `/submissions/${id}/form` } as const

  /** Writes every second line, those first that nobody has answered. */
  async function write(who: string, at: 0 | 1): Promise<void> {
    const browser = await arrive(who)
    const shown = browser.token === '' ? null : await browser.ask(openForm, form)
    if (shown && writes) {
      const { codes: all, said } = sheetOf(shown)
      const versions = new Map(shown.lines.map((line) => [line.code, line.version]))
      const codes = all
        .filter((_, index) => index % 2 === at)
        .toSorted((a, b) => (versions.get(a) ?? 0) - (versions.get(b) ?? 0))
      const open = () => codes.filter((one) => (versions.get(one) ?? 0) === 0)
      for (let turn = 0; performance.now() < finishAt || open().length > 0; turn += 1) {
        if (performance.now() > ends) break
        const line = open()[0] ?? codes[turn % codes.length] ?? ''
        await saveLine(browser, line, versions, { ...said[line], note: `Lần ghi thứ ${turn} của ${who}` })
        await (performance.now() < finishAt ? pause() : seconds(1))
      }
      writing -= 1
      if (who === 'staff') await finish(browser)
    }
    await lookOn(browser)
    browser.close()
  }
  async function saveLine(browser: Browser, line: string, versions: Map<string, number>, answer: { note: string }) {
    const body = { version: versions.get(line) ?? 0, answer }
    const path = `/submissions/${id}/lines/${line}`
    const reply = await browser.ask({ kind: 'save a line', method: 'PUT', path, body }, saved)
    if (!reply) return
    versions.set(line, reply.line.version)
    kept.lines.set(line, { version: reply.line.version, note: answer.note })
  }

  const move = async (browser: Browser, action: string) => {
    const seenNow = await browser.ask({ kind: 'other', path: `/submissions/${id}` }, stands)
    const body = { action, version: seenNow?.version ?? 0, reason: null }
    return browser.insist({
      kind: 'finish, approve, send',
      method: 'POST',
      path: `/submissions/${id}/transitions`,
      body,
    })
  }
  /** Once both have written; what still lacks evidence gets a link. */
  async function finish(browser: Browser): Promise<void> {
    while (writing > 0 && performance.now() < ends) await seconds(1)
    const first = await move(browser, 'finish')
    if (first.status >= 400 && first.status < 500) {
      for (const { path: criterion } of refused.parse(JSON.parse(first.text)).errors) {
        const title = `Trang ${criterion}`
        const body = { criterion, title, url: `https://${code}.minhhoa.example/${criterion}` }
        const path = `/campaign-units/${campaignUnitId}/evidence/links`
        const added = await browser.insist({ kind: 'other', method: 'POST', path, body })
        if (added.status === 200) kept.links.push(title)
      }
      await move(browser, 'finish')
    }
    kept.done = true
  }

  async function lead(): Promise<void> {
    const browser = await arrive('head')
    const waits = () => writes && !kept.done && performance.now() < ends
    while (waits()) {
      await browser.insist(openForm)
      for (let pauses = 0; pauses < 4 && waits(); pauses += 1) await pause()
    }
    if (kept.done && browser.token !== '') await send(browser)
    await lookOn(browser)
    browser.close()
  }
  async function send(browser: Browser): Promise<void> {
    await move(browser, 'approve')
    const path = `/submissions/${id}/request`
    const request = await browser.ask({ kind: 'other', path }, z.object({ version: z.int() }))
    const issuedOn = new Date().toISOString().slice(0, 10)
    const signed = { number: '1/TTr', issuedOn, signatory: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' }
    const body = { version: request?.version ?? 0, ...signed, text: 'Kính đề nghị tổ chức đánh giá ngoài.' }
    await browser.insist({ kind: 'other', method: 'PUT', path, body })
    kept.sent = (await move(browser, 'submit')).status === 200
  }
  /** Whoever is done reads until the evening is over. */
  async function lookOn(browser: Browser): Promise<void> {
    while (performance.now() < ends) {
      await seconds(Math.min(between(10, 30), (ends - performance.now()) / 1000))
      if (performance.now() < ends) await browser.insist(openForm)
    }
  }

  return { kept, people: [lead(), write('staff', 0), write('teacher', 1)] }
}
