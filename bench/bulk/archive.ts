import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { answered, ask, some } from '../client.ts'
import { schoolYears } from '../generator/sizes.ts'
import type { Bench } from '../run.ts'
import { signIn, type Service } from '../service.ts'
import type { Amount } from './bulk.ts'
import { exported } from './exports.ts'

/** Everything in the registers of two schools that have handed in many files, fifty a piece. */
export async function archive(bench: Bench) {
  const { client, ours } = bench
  const { rows } = await client.query<School>(
    `select u.id, u.unit_id as "unitId", lower(u.unit_code) as code from submissions s
       join campaign_units u on u.id = s.campaign_unit_id join campaigns c on c.id = u.campaign_id
     where c.school_year = $1 and s.status = 'drafting' and not exists (select from evidence e where e.campaign_unit_id = u.id)
     order by u.id limit 2`,
    [schoolYears.at(-1)],
  )
  const prepared = async (count: number) => {
    const school = rows.pop()
    if (!school) throw new Error('No school that has handed in nothing yet')
    const token = await signIn(ours, `${school.code}.staff`)
    for (let from = 0; from < count; from += 50) {
      const numbers = Array.from({ length: Math.min(50, count - from) }, (_, at) => from + at)
      const uploads = await some(numbers, 4, (at) => arrive(ours, { ...school, token }, at))
      const body = { criterion: '1.1', title: `Tệp từ ${from}`, uploads }
      await answered(
        ours,
        { method: 'POST', path: `/campaign-units/${school.id}/evidence/uploads`, token, body },
        z.unknown(),
      )
    }
    return { count, token, campaignUnitId: school.id }
  }
  const registers = { third: await prepared(333), whole: await prepared(1000) }
  return async (amount: Amount) => {
    const { count, token, campaignUnitId } = registers[amount]
    const bytes = await exported(bench, token, { kind: 'evidence-archive', campaignUnitId })
    return `${count} files, ${Math.round(bytes / 2 ** 20)} MB`
  }
}

type School = { id: string; unitId: string; code: string }
const size = 100 * 1024
/** A file that comes in by itself. @returns the id of its upload */
async function arrive(ours: Service, { unitId, token }: School & { token: string }, at: number): Promise<string> {
  const asked = { path: `/units/${unitId}/uploads`, token, body: { name: `tep-${at}.pdf`, size } }
  let begun = await ask(ours, { method: 'POST', ...asked })
  for (; begun.status === 429; begun = await ask(ours, { method: 'POST', ...asked }))
    await sleep(Number(begun.headers.get('retry-after')) * 1000)
  const { id } = z.object({ id: z.string() }).parse(await begun.json())
  const body = new Uint8Array(size)
  crypto.getRandomValues(body.subarray(0, 60 * 1024))
  body.set(new TextEncoder().encode('%PDF-1.7\n'))
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', 'upload-offset': '0' },
    'content-type': 'application/offset+octet-stream',
  }
  const reply = await fetch(`${ours.url}/uploads/${id}`, { method: 'PATCH', headers, body })
  if (!reply.ok) throw new Error(`Not arrived: ${reply.status} ${await reply.text()}`)
  return id
}
