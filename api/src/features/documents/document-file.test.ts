import { beforeAll, expect, it } from 'vitest'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { work, fileOf } = exportsOf(tester)
let leader: Person
let decision: { id: string }
const order = () => ({ kind: 'document' as const, document: 'certificates' as const, subjectId: decision.id })
const versions = async (): Promise<{ id: string; version: number; fileName: string }[]> => {
  const { items } = await ok(
    leader.get(`/documents?subject=recognition-decision&subjectId=${decision.id}&kinds=certificates`),
  )
  return items[0].versions
}

beforeAll(async () => {
  const road = await aRoad(tester)
  leader = road.people.leader
  const { file } = await road.nominated(api.world.school)
  decision = await ok(leader.post('/recognition-decisions', road.decision([file])))
})

it('all certificates of a decision are drawn up behind the screen, and come as they are kept', async () => {
  expect(await versions()).toEqual([])
  const { name, content } = await fileOf(leader, order())
  const [kept] = await versions()
  expect(name).toBe(`${kept?.fileName}.pdf`)
  const reply = await fetch(`${api.url}/api/v1/documents/${kept?.id}/file?format=pdf`, {
    headers: { authorization: `Bearer ${leader.token}` },
  })
  expect(content).toEqual(Buffer.from(await reply.arrayBuffer()))
  expect((await ok(leader.get('/exports'))).items[0]).toMatchObject({ kind: 'document', title: expect.any(String) })
})

it('where nothing has changed the same version comes again', async () => {
  await ok(leader.post('/exports', order()))
  await work()
  expect(await versions()).toMatchObject([{ version: 1 }])
})

it('they are not drawn up within a request, and nothing of them is told to whoever may not have them', async () => {
  const direct = { kind: 'certificates', subjectId: decision.id }
  expect((await leader.post('/documents', direct)).body.code).toBe('document.takes-long')
  expect((await (await as('school-head')).post('/documents', direct)).body.code).toBe('access.denied')
  const stranger = await as('school-head', api.world.abroad.school)
  expect((await stranger.post('/documents', direct)).status).toBe(404)
  expect(await versions()).toMatchObject([{ version: 1 }])
})

it('whoever may not draw them up orders none', async () => {
  const [school, stranger] = [await as('school-head'), await as('school-head', api.world.abroad.school)]
  expect(await school.post('/exports', order())).toMatchObject({ status: 403, body: { code: 'access.denied' } })
  expect(await stranger.post('/exports', order())).toMatchObject({ status: 404 })
  expect((await ok(school.get('/exports'))).items).toEqual([])
})
