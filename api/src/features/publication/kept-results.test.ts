import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, client } = tester
const anyone = client()

/** What is kept and what the publications come to, told apart row by row. */
async function differences(): Promise<unknown[]> {
  const { rows } = await api.db.execute(sql`
    (select 'kept' as side, kept.* from (select * from public_results except select * from results_made_public) kept)
    union all
    (select 'missing', missing.* from (select * from results_made_public except select * from public_results) missing)`)
  return rows
}
type Result = { id: string; unit: { name: string }; managingBody: { name: string } }
const shown = async (query = ''): Promise<Result[]> => (await ok(anyone.get(`/public/results?limit=200${query}`))).items

let way: Awaited<ReturnType<typeof aRoad>>
type Kept = { id: string; head: Awaited<ReturnType<typeof way.nominated>>['head']; decisionId: string }
const files: Kept[] = []
let numbers = 0
const aNumber = () => `${(numbers += 1)}/QĐ-UBND`

beforeAll(async () => {
  const names = ['Trường Tiểu học Hoa Mẫu', 'Trường Tiểu học Nắng Mẫu', 'Trường THCS Hoa Giả Định']
  const units = await Promise.all(names.map((name) => aUnit(api.db, api.world.commune, { name })))
  way = await aRoad(tester)
  for (const unit of units) {
    const { file, head } = await way.nominated(unit)
    const decision = way.decision([file], { number: aNumber() })
    const { id } = await ok(way.people.leader.post('/recognition-decisions', decision))
    files.push({ id: file.id, head, decisionId: id })
  }
})

const correct = ({ id, decisionId }: Kept, version: number, unitName: string) =>
  way.people.leader.post(`/recognition-decisions/${decisionId}/corrections`, {
    ...{ number: aNumber(), signedOn: '2026-11-21', signatory: 'Trần Thị Mẫu', office: 'Chủ tịch', reason: 'Sai tên' },
    items: [{ submissionId: id, version, unitName }],
  })

/** One thing that may happen to a file, where its state allows it. */
const steps: Record<string, ((file: Kept, version: number) => Promise<unknown>)[]> = {
  recognised: [
    ({ id }, version) => way.people.officer.post('/publications', { items: [{ submissionId: id, version }] }),
  ],
  published: [
    ({ id }, version) =>
      way.people.officer.post(`/submissions/${id}/publication/withdrawal`, { version, reason: 'Nhầm' }),
    (file, version) => correct(file, version, `Trường Đổi Tên ${numbers}`),
  ],
}

describe('what is kept for the search', () => {
  it('is what the publications come to, after whatever was published, withdrawn and corrected in whatever order', async () => {
    const seen = new Set<string>()
    for (let turn = 0; turn < 14; turn += 1) {
      const file = files[turn % files.length]
      if (!file) throw new Error('No file')
      const { status, version } = await ok(file.head.get(`/submissions/${file.id}`))
      const possible = steps[status] ?? []
      // Now the one, now the other of what may be done: each follows each somewhere.
      const step = possible[Math.floor(turn / 5) % possible.length]
      const { status: answered } = (await step?.(file, version)) as { status: number }
      expect(answered).toBe(200)
      seen.add(`${status} ${possible.indexOf(step ?? (() => Promise.resolve()))}`)
      expect(await differences()).toEqual([])
    }
    expect([...seen].sort()).toEqual(['published 0', 'published 1', 'recognised 0'])
    expect((await shown()).length).toBeGreaterThan(0)
  })

  it('follows the unit, its body and the campaign when those are set right afterwards', async () => {
    const [first] = await shown()
    for (const change of [
      sql`update campaign_units set unit_name = 'Trường Đặt Lại Mẫu', assessor_name = 'UBND xã Đặt Lại Mẫu'`,
      sql`update campaigns set school_year = '2031-2032'`,
      sql`update submissions set status = 'recognised' where id = ${first?.id}`,
    ]) {
      await api.db.execute(change)
      expect(await differences()).toEqual([])
    }
    expect((await shown()).map(({ id }) => id)).not.toContain(first?.id)
    expect(await shown('&schoolYear=2026-2027')).toEqual([])
    await api.db.execute(sql`update submissions set status = 'published' where id = ${first?.id}`)
    expect((await shown('&schoolYear=2031-2032')).map(({ id }) => id)).toContain(first?.id)
  })

  it('misses nothing of two changes at once: the second waits for the first', async () => {
    const [file] = await shown()
    const setStatus = async (status: string) => {
      await api.db.execute(sql`update submissions set status = ${status} where id = ${file?.id}`)
    }
    await setStatus('recognised')
    let publishing = Promise.resolve()
    await api.db.transaction(async (tx) => {
      await tx.execute(sql`update campaign_units set assessor_name = 'UBND xã Vừa Đổi Mẫu' where id = (
        select campaign_unit_id from submissions where id = ${file?.id})`)
      publishing = setStatus('published')
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    await publishing
    expect(await differences()).toEqual([])
    expect((await shown()).find(({ id }) => id === file?.id)?.managingBody.name).toBe('UBND xã Vừa Đổi Mẫu')
  })

  it('finds a corrected unit under both its names', async () => {
    const [one] = await shown()
    const file = files.find(({ id }) => id === one?.id)
    if (!file) throw new Error('No file')
    const { version } = await ok(file.head.get(`/submissions/${file.id}`))
    expect(await correct(file, version, 'Trường Sửa Lại')).toMatchObject({ status: 200 })
    for (const name of ['sua lai', 'dat lai'])
      expect((await shown(`&q=${encodeURIComponent(name)}`)).map(({ id }) => id)).toContain(file.id)
    expect(await differences()).toEqual([])
  })
})
