import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { submissionId } from '@thuoc/shared'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { aMembership, aPerson, aProvince } from '../../test/factories.ts'
import { aStack, type Stack } from '../../test/stack.ts'
import { caller, json, read, typing, type Caller } from '../../test/typing.ts'
import { hashPassword } from '../features/identity/passwords.ts'
import { lineSaves } from '../features/submissions/submissions.tables.ts'
import { connect } from '../platform/db/client.ts'

const password = 'ngựa-đúng-pin-kẹp'
/** Long lists are not needed here: what is read of each reply. */
const listed = z.object({ items: z.array(z.object({ id: z.uuid(), campaignUnitId: z.uuid() })) })
const sheet = z.object({
  lines: z.array(z.object({ code: z.string(), version: z.int(), answer: z.object({ note: z.string() }) })),
  evidence: z.array(z.object({ id: z.uuid(), files: z.array(z.object({ id: z.uuid(), sha256: z.string() })) })),
})

let stack: Stack
let staff: Caller
let file: { id: string; campaignUnitId: string }
let codes: string[]

async function signedIn(username: string) {
  const { accessToken } = await read(
    fetch(`${stack.address}/session`, json('POST', { username, password })),
    z.object({ accessToken: z.string() }),
  )
  return caller(stack.address, accessToken)
}

beforeAll(async () => {
  stack = await aStack()
  const { db, close } = connect(stack.databaseUrl(), { max: 2 })
  const { province, school } = await aProvince(db, 'Minh Hoạ')
  const passwordHash = await hashPassword(password)
  await aMembership(db, await aPerson(db, { username: 'so', passwordHash }), province, 'province-officer')
  await aMembership(db, await aPerson(db, { username: 'truong', passwordHash }), school, 'school-staff')
  await close()

  const planner = await signedIn('so')
  const sets = await read(planner('/indicator-sets?q=QD4725'), z.object({ items: z.array(z.object({ id: z.uuid() })) }))
  const plan = {
    title: 'Đánh giá chuyển đổi số',
    schoolYear: '2026-2027',
    planNumber: null,
    planDate: null,
    sets: [{ indicatorSetId: sets.items[0]?.id, unitTypes: ['primary'] }],
    selfAssessmentDue: '2027-01-31',
    externalAssessmentDue: '2027-03-31',
    participation: { ownerships: ['public'], withinUnitIds: [], exceptUnitIds: [] },
    assessors: [],
  }
  await read(planner('/campaigns', json('POST', plan)), z.object({ id: z.uuid() }))
  staff = await signedIn('truong')
  const [mine] = (await read(staff('/submissions'), listed)).items
  if (!mine) throw new Error('The school has no file')
  file = mine
  codes = (await read(staff(`/submissions/${file.id}/form`), sheet)).lines.map(({ code }) => code)
}, 120_000)
afterAll(() => stack.end())

it('keeps every save and every file it acknowledged, whatever is killed; what it did not acknowledge can be sent again', async () => {
  const people = typing(staff, file, codes)
  for (const kill of [stack.killApi, stack.killDatabase, stack.killEverything, stack.killDatabase, stack.killApi]) {
    await people.further(15)
    await kill()
  }
  await people.further(15)
  await people.stop()

  expect(people.sentAgain()).toBeGreaterThan(0)

  const { lines, evidence } = await read(staff(`/submissions/${file.id}/form`), sheet)
  for (const { code, version, answer } of lines)
    expect({ version, note: answer.note }).toEqual(people.acknowledged.get(code)?.at(-1) ?? { version: 0, note: '' })

  const { db, close } = connect(stack.databaseUrl(), { max: 1 })
  const kept = await db
    .select()
    .from(lineSaves)
    .where(eq(lineSaves.submissionId, submissionId.parse(file.id)))
  await close()
  const history = Map.groupBy(kept, ({ criterionCode }) => criterionCode)
  for (const [code, saves] of people.acknowledged)
    expect(
      history.get(code)?.map(({ version, answer }) => [version, z.object({ note: z.string() }).parse(answer).note]),
    ).toEqual(saves.map(({ version, note }) => [version, note]))

  expect(people.files.size).toBeGreaterThan(0)
  for (const [id, sha256] of people.files) {
    const [held] = evidence.find((one) => one.id === id)?.files ?? []
    expect(held?.sha256).toBe(sha256)
    const address = await read(
      staff(`/evidence-files/${held?.id}/address`, { method: 'POST' }),
      z.object({ url: z.string() }),
    )
    const bytes = Buffer.from(await (await staff(address.url)).arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  }
}, 120_000)
