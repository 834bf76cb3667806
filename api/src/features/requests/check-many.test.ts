import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { everythingInOrder } from '../../../test/requests.ts'
import { ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

type File = { id: string; version: number }
const check = (person: Person, files: readonly File[]) =>
  ok(
    person.post('/submission-moves', {
      ...{ action: 'check', key: randomUUID() },
      items: files.map(({ id, version }) => ({ submissionId: id, version })),
    }),
  )
const put = (person: Person, { id }: File, body: object) => person.put(`/submissions/${id}/check-list`, body)
const listOf = async (person: Person, { id }: File) => (await ok(person.get(`/submissions/${id}/check-list`))).checkList
const codesIn = ({ results }: { results: { code: string | null }[] }) => results.map(({ code }) => code)

it('the checks of many files are finished at once, all in order, without a remark; then they can be received', async () => {
  const files = [await form.at('submitted'), await form.at('submitted')] as const
  const [first, second] = [files[0].file, files[1].file]
  const officer = await as('managing-body-officer', api.world.commune)
  // One that was begun goes on from where it stands.
  await ok(put(officer, second, { version: 0, items: everythingInOrder.slice(0, 1), finish: false }))
  const unchecked = async () =>
    (await ok(officer.get('/submissions?status=submitted&checked=false&limit=200'))).items.map(({ id }: File) => id)
  expect(await unchecked()).toEqual(expect.arrayContaining([first.id, second.id]))

  const report = await check(officer, [first, second])
  expect(report).toMatchObject({ action: 'check', done: 2, results: [{ code: null }, { code: null }] })
  for (const { file, head } of files) {
    const list = await listOf(head, file)
    expect(list).toMatchObject({ finishedBy: officer.person.fullName })
    for (const item of list.items) expect(item).toMatchObject({ answer: 'ok', remark: '' })
  }
  expect(await unchecked()).not.toEqual(expect.arrayContaining([first.id]))
  const move = { action: 'accept', version: first.version, reason: null }
  expect(await ok(officer.post(`/submissions/${first.id}/transitions`, move))).toMatchObject({ status: 'accepted' })
})

it('a list with a remark, or with something not in order, is left as it is and named with the reason', async () => {
  const [remarked, wrong, silent, clean] = await Promise.all(['', '', '', ''].map(() => form.at('submitted')))
  if (!remarked || !wrong || !silent || !clean) throw new Error('Four files were sent')
  const officer = await as('managing-body-officer', api.world.commune)
  const [request] = everythingInOrder
  await ok(put(officer, remarked.file, { version: 0, items: [{ ...request, remark: 'Dấu mờ' }], finish: false }))
  await ok(put(officer, wrong.file, { version: 0, items: [{ ...request, answer: 'not-ok' }], finish: false }))
  // What the system finds is not said away: a link that does not open.
  await api.db.execute(
    `update evidence_pieces set link_state = 'down', link_checked_at = now() where unit_id = '${silent.unit.id}'`,
  )
  const before = await Promise.all([remarked, wrong].map(({ file }) => listOf(officer, file)))

  const report = await check(officer, [remarked.file, wrong.file, silent.file, clean.file])
  expect(report).toMatchObject({ done: 1 })
  expect(codesIn(report)).toEqual(['check-list.remarked', 'check-list.not-in-order', 'check-list.not-in-order', null])
  expect(await Promise.all([remarked, wrong].map(({ file }) => listOf(officer, file)))).toEqual(before)
  expect(await listOf(officer, silent.file)).toMatchObject({ version: 0, finishedAt: null })
})

it('is the receiving body’s alone, while the file lies there as it was seen; a stranger learns nothing', async () => {
  const { file, head, officer } = await form.at('submitted')
  const planner = await as('province-leader', api.world.province)
  for (const one of [head, planner]) expect(codesIn(await check(one, [file]))).toEqual(['access.denied'])
  const stranger = await as('managing-body-officer', api.world.otherCommune)
  expect(await check(stranger, [file])).toMatchObject({ results: [{ unit: null, code: 'submission.not-found' }] })
  expect(codesIn(await check(officer, [{ ...file, version: file.version - 1 }]))).toEqual(['submission.stale'])
  const returned = await ok(form.move(officer, file, 'return', { reason: 'Bổ sung' }))
  expect(codesIn(await check(officer, [returned]))).toEqual(['submission.wrong-state'])
})

it('two who finish the same lists at once finish each once', async () => {
  const files = await Promise.all(['', ''].map(async () => (await form.at('submitted')).file))
  const officer = () => as('managing-body-officer', api.world.commune)
  const [one, other] = [await officer(), await officer()]
  const reports = await Promise.all([check(one, files), check(other, files)])
  expect(reports.map(({ done }) => done).toSorted()).toEqual([0, 2])
  const late = reports.find(({ done }) => done === 0)
  expect(codesIn(late)).toEqual(['check-list.finished', 'check-list.finished'])
  for (const file of files) expect(await listOf(one, file)).toMatchObject({ version: 1 })
})
