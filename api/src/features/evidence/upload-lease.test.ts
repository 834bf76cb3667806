import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { aSchool, codeOf, partSender } from '../../../test/uploads.ts'

const tester = testApi({})
const { api } = tester
const send = partSender(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
const newSchool = () => aSchool(tester, form)

const content = Buffer.concat([pdf('Ảnh chụp'), randomBytes(1_000_000)])
const begin = async (staff: Awaited<ReturnType<typeof newSchool>>['staff']): Promise<string> =>
  (await ok(staff.post(`/units/${staff.unit.id}/uploads`, { name: 'Kế hoạch.pdf', size: content.length }))).id
const offsetOf = async (person: Person, id: string) => (await ok(person.get(`/uploads/${id}`))).received

describe('the right to send the next bytes of a file', () => {
  it('belongs to one process at a time, and by the next once its part is over', async () => {
    const { staff } = await newSchool()
    const id = await begin(staff)
    const held = (until: string) =>
      api.db.execute(
        sql`update uploads set holder = ${randomUUID()}, held_until = now() + ${until}::interval where id = ${id}`,
      )
    await held('10 seconds')
    const busy = await send(staff, id, { offset: 0, content })
    expect([busy.status, await codeOf(busy)]).toEqual([423, 'upload.busy'])
    expect(await offsetOf(staff, id)).toBe(0)
    await held('-1 second')
    expect((await send(staff, id, { offset: 0, content: content.subarray(0, 10) })).status).toBe(204)
    const { rows } = await api.db.execute(sql`select holder, held_until from uploads where id = ${id}`)
    expect(rows).toEqual([{ holder: null, held_until: null }])
  })

  it('goes to the newer connection, the older may be dead without knowing; a stranger takes nothing', async () => {
    const { staff } = await newSchool()
    const stranger = (await newSchool()).staff
    const id = await begin(staff)
    const bytes = (from: number, to: number) => Uint8Array.from(content.subarray(from, to))
    let line: ReadableStreamDefaultController<Uint8Array> | null = null
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (line = controller) })
    const bring = (from: number, to: number) => line?.enqueue(bytes(from, to))
    bring(0, 100_000)
    const old = fetch(`${api.url}/api/v1/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${staff.token}`,
        'content-type': 'application/offset+octet-stream',
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
      },
      body,
      duplex: 'half',
    } as RequestInit).catch(() => null)
    await expect.poll(() => offsetOf(staff, id)).toBe(100_000)
    expect(await codeOf(await send(stranger, id, { offset: 100_000, content }))).toBe('upload.not-found')
    bring(100_000, 200_000)
    await expect.poll(() => offsetOf(staff, id)).toBe(200_000)
    const rest = await send(staff, id, { offset: 200_000, content: content.subarray(200_000) })
    expect(rest.status).toBe(204)
    await old
    expect((await ok(staff.get(`/uploads/${id}`))).arrived.sha256).toBe(
      createHash('sha256').update(content).digest('hex'),
    )
  })
})
