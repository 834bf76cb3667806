import { answer, indicatorSetDefinition, leafLinesOf } from '@thuoc/shared'
import type pg from 'pg'
import { z } from 'zod'
import { answered, ask, some } from './client.ts'
import { makeForm } from './generator/answers.ts'
import { randomOf } from './generator/random.ts'
import { schoolYears } from './generator/sizes.ts'
import type { Call } from './measure.ts'
import { signIn, type Service } from './service.ts'

/** A file that stands approved, with its request: its head may send it. */
export type Send = Call & { id: string; version: number }
type File = { id: string; code: string; campaignUnitId: string; status: string; round: number; sealed: boolean }

const newest = schoolYears.at(-1)
/** With those first that were made ready at an earlier run, then those that need little. */
const candidates = `
select s.id, lower(u.unit_code) as code, u.id as "campaignUnitId", s.status, s.round,
  exists (select from submission_seals e where e.submission_id = s.id and e.kind = 'approved') as sealed
from submissions s join campaign_units u on u.id = s.campaign_unit_id join campaigns c on c.id = u.campaign_id
where c.school_year = $1 and s.status in ('approved', 'awaiting-approval', 'submitted', 'drafting')
  and (s.status <> 'submitted' or exists (select from submission_seals e where e.submission_id = s.id and e.kind = 'approved'))
order by sealed desc, s.status <> 'approved', s.status <> 'awaiting-approval', md5(s.id::text)
limit least($2, (select count(*) from campaign_units u join campaigns c on c.id = u.campaign_id where c.school_year = $1) / 2)`

/**
 * Files that may be sent, each brought there by its own people over the API: gaps filled, finished, approved, so that the
 * seals which sending checks are real ones. That takes a while once; the next run finds them. Half of the files at most:
 * the others are written on.
 */
export async function standReady(client: pg.Client, ours: Service, most: number): Promise<Send[]> {
  const { rows: files } = await client.query<File>(candidates, [newest, most])
  await standAgain(
    client,
    files.filter(({ sealed }) => sealed).map(({ id }) => id),
  )
  const sends = await some(files, 4, async (file) => {
    const token = await signIn(ours, `${file.code}.head`)
    if (!file.sealed) await makeReady(ours, file, token)
    return { id: file.id, path: `/submissions/${file.id}/transitions`, token, version: 0 }
  })
  return asTheyStand(client, sends)
}

/** What was sent comes back, with the request of the next round, as after a return that changed nothing. */
export async function standAgain(client: pg.Client, ids: readonly string[]): Promise<void> {
  await client.query(
    `update submissions set status = 'approved', status_since = now(), version = version + 1
     where id = any ($1) and status = 'submitted'`,
    [ids],
  )
  await client.query(
    `insert into submission_requests (submission_id, round, number, issued_on, signatory, office, text, saved_at, saved_by, saved_by_id)
     select s.id, s.round + 1, r.number, r.issued_on, r.signatory, r.office, r.text, now(), r.saved_by, r.saved_by_id
     from submissions s join submission_requests r on r.submission_id = s.id and r.round = s.round
     where s.id = any ($1) on conflict do nothing`,
    [ids],
  )
}

/** With the versions they have now. */
export async function asTheyStand(client: pg.Client, sends: readonly Send[]): Promise<Send[]> {
  const { rows } = await client.query<{ id: string; version: number }>(
    'select id, version from submissions where id = any ($1)',
    [sends.map(({ id }) => id)],
  )
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  return sends.map((send) => ({ ...send, version: versions.get(send.id) ?? 0 }))
}

const shownForm = z.object({
  definition: indicatorSetDefinition,
  lines: z.array(z.object({ code: z.string(), version: z.int() })),
})
const answersSchema = z.record(z.string(), answer)
const stands = z.object({ version: z.int() })
const refused = z.object({ errors: z.array(z.object({ path: z.string() })).default([]) })

async function makeReady(ours: Service, { id, code, campaignUnitId, status }: File, head: string) {
  const staff = await signIn(ours, `${code}.staff`)
  const move = async (token: string, action: string) => {
    const { version } = await answered(ours, { path: `/submissions/${id}`, token }, stands)
    const body = { action, version, reason: 'Soát lại' }
    return ask(ours, { method: 'POST', path: `/submissions/${id}/transitions`, token, body })
  }
  if (status !== 'drafting') await move(head, status === 'approved' ? 'reopen' : 'give-back')
  const { definition, lines } = await answered(ours, { path: `/submissions/${id}/form`, token: staff }, shownForm)
  const said = z.encode(answersSchema, makeForm(definition, 0.7, randomOf(1)).answers)
  const versions = new Map(lines.map((line) => [line.code, line.version]))
  for (const { criterion } of leafLinesOf(definition)) {
    if ((versions.get(criterion.code) ?? 0) > 0) continue
    const path = `/submissions/${id}/lines/${criterion.code}`
    await answered(
      ours,
      { method: 'PUT', path, token: staff, body: { version: 0, answer: said[criterion.code] } },
      z.unknown(),
    )
  }
  const lacking = await move(staff, 'finish')
  if (!lacking.ok) {
    for (const { path: criterion } of refused.parse(await lacking.json()).errors) {
      const body = { criterion, title: `Trang ${criterion}`, url: `https://${code}.minhhoa.example/${criterion}` }
      await ask(ours, { method: 'POST', path: `/campaign-units/${campaignUnitId}/evidence/links`, token: staff, body })
    }
    await passed(await move(staff, 'finish'))
  }
  await passed(await move(head, 'approve'))
  const path = `/submissions/${id}/request`
  const { version } = await answered(ours, { path, token: head }, stands)
  const issuedOn = new Date().toISOString().slice(0, 10)
  const body = { version, number: '1/TTr', issuedOn, signatory: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' }
  const text = 'Kính đề nghị tổ chức đánh giá ngoài.'
  await answered(ours, { method: 'PUT', path, token: head, body: { ...body, text } }, z.unknown())
}

async function passed(reply: Response) {
  if (!reply.ok) throw new Error(`Not made ready: ${reply.status} ${await reply.text()}`)
}
