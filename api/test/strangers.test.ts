import { permissionsOf, role, tierOfRole, type Endpoint, type Role, type Tier } from '@thuoc/shared'
import * as contract from '@thuoc/shared'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { UnitRow } from '../src/features/org/index.ts'
import { aMilestone } from './campaigns.ts'
import { aMembership, aPerson, aUnit, type World } from './factories.ts'
import { testApi } from './harness.ts'
import { csvOf, importing } from './imports.ts'
import { aRoad, ok } from './road.ts'
import { pdf } from './sample-files.ts'
import { sample } from './sample.ts'
import { aVisitedTeam } from './teams.ts'
import { aTraining } from './training.ts'
import { uploader } from './uploads.ts'

const tester = testApi()
const { api, as } = tester

const shape = z.object({ name: z.string(), path: z.string(), access: z.string(), refusals: z.array(z.string()) })
const isEndpoint = (value: unknown): value is Endpoint => shape.safeParse(value).success
const exported: unknown[] = Object.values(contract)
/** Every call about one thing: that of the public is for strangers. */
const endpoints = exported.filter(isEndpoint).filter(({ path, access }) => path.includes('/:id') && access !== 'public')

type Places = Partial<Record<Tier, UnitRow>>

const unknownId = '00000000-0000-7000-8000-00000000dead'
/** One thing of each kind that belongs to one school of the home province, or to those above it. */
const things: Record<string, string> = {}

beforeAll(async () => {
  const { school, commune } = api.world
  const third = await aUnit(api.db, commune)
  const road = await aRoad(tester)
  const drafting = await as('school-staff')
  const { campaignUnitId } = await ok(drafting.get(`/submissions/${(await road.fileOf(school)).id}`))
  const link = { criterion: '1.2', title: 'Kế hoạch', url: 'https://example.org/ke-hoach' }
  const evidence = await ok(drafting.post(`/campaign-units/${campaignUnitId}/evidence/links`, link))
  const scanned = (await uploader(tester)(drafting, { campaignUnitId }, pdf(), 'a.pdf', { criterion: '1.2' })).body
  const upload = await ok(drafting.post(`/units/${school.id}/uploads`, { name: 'a.pdf', size: 10 }))
  const { file } = await road.nominated(school)
  const { teamHead, file: elsewhere } = await road.assessing(api.world.secondSchool)
  const wanted = { criterion: '1.2', text: 'Bổ sung biên bản', due: '2027-03-31' }
  const request = await ok(teamHead.post(`/submissions/${elsewhere.id}/evidence-requests`, wanted))
  const decision = await ok(road.people.leader.post('/recognition-decisions', road.decision([file])))
  const check = { campaignId: road.campaign.id, unitId: school.id, number: '', checkedOn: '2026-11-20', place: '' }
  const act = { unitId: school.id, due: '2026-12-01', action: 'Bổ sung' }
  const fault = { criterion: null, evidenceId: null, severity: 'minor', text: 'Thiếu ngày', followUp: act }
  const inquiry = { ...check, present: [{ name: 'Trần Thị Mẫu', office: '' }], minutes: 'Đã xem', findings: [fault] }
  const begun = await ok(road.people.planner.post('/supervision-records', inquiry))
  const closing = { version: begun.version }
  const checked = await ok(road.people.planner.post(`/supervision-records/${begun.id}/closing`, closing))
  const size = { kind: 'count', value: 1 }
  const draw = { campaignId: road.campaign.id, title: 'Xác suất', strata: 'none', size }
  const drawn = await ok(road.people.planner.post('/supervision-samples', draw))
  const { items: lists } = await ok(road.people.officer.get('/nomination-lists'))
  const nominationList = lists[0]
  const { items: told } = await ok(road.people.officer.get('/notices'))
  const staff = await aPerson(api.db)
  await aMembership(api.db, staff, school, 'school-staff')
  const lending = await as('school-head')
  const seat = (await aMembership(api.db, await aPerson(api.db), school, 'school-staff')).id
  const period = { fromDay: '2020-01-01', toDay: '2099-12-31', basis: 'Quyết định 1/QĐ' }
  const lent = await ok(lending.post('/delegations', { to: seat, powers: ['submission.approve'], ...period }))
  const key = { unitId: commune.id, name: 'CSDL ngành', scopes: ['unit.read'], expiresOn: '2099-12-31' }
  const { apiKey } = await ok(road.people.leader.post('/api-keys', key))
  const milestone = await ok(road.people.planner.post(`/campaigns/${road.campaign.id}/milestones`, aMilestone()))
  const hint = { version: 0, text: 'Nội hàm', examples: '' }
  const guidance = await ok(road.people.officer.put(`/indicator-sets/${road.set.id}/guidance/1.2`, hint))
  const table = csvOf([{ 'Họ tên': 'Nguyễn Văn Mẫu' }])
  const brought = await importing(tester).bring(await as('school-head'), 'people', table, 'nguoi.csv')
  const { version, code, type, ownership } = await ok((await as('province-administrator')).get(`/units/${school.id}`))
  const renaming = {
    ...{ kind: 'rename', unitId: school.id, version, code, type, ownership, name: 'Trường có tên mới' },
    ...{ effectiveOn: '2026-07-01', decisionNumber: '1/QĐ', decisionDate: '2026-06-15', note: '' },
  }
  const renamed = await ok((await as('province-administrator')).post('/unit-changes', renaming))
  const training = await ok(road.people.officer.post('/training-sessions', aTraining()))
  const asked = { text: 'Mục 1.3 tính thế nào?' }
  const question = await ok(drafting.post(`/training-sessions/${training.id}/questions`, asked))
  const { campaignUnitId: visited } = await ok(road.people.officer.get(`/submissions/${(await road.fileOf(third)).id}`))
  const { team, visit } = await aVisitedTeam(tester, road.campaign, visited)
  const papers = { kind: 'evidence-register', subjectId: (await road.fileOf(school)).id }
  const paper = await ok(drafting.post('/documents', papers))
  const wantedFile = { kind: 'file-archive', submissionId: file.id }
  const ordered = await ok((await as('school-head')).post('/exports', wantedFile))
  Object.assign(things, {
    'assessment-teams': team.id,
    'assessment-visits': visit.id,
    notices: told[0].id,
    'training-sessions': training.id,
    'training-questions': question.id,
    imports: brought.id,
    units: school.id,
    'unit-changes': renamed.id,
    people: staff.id,
    delegations: lent.id,
    'api-keys': apiKey.id,
    'indicator-sets': road.set.id,
    campaigns: road.campaign.id,
    milestones: milestone.id,
    'campaign-units': campaignUnitId,
    evidence: evidence.id,
    'evidence-requests': request.id,
    'evidence-pieces': evidence.pieceId,
    'evidence-files': scanned.files[0]?.id ?? '',
    uploads: upload.id,
    'guidance-notes': guidance.id,
    submissions: file.id,
    'recognition-decisions': decision.id,
    'nomination-lists': nominationList.id,
    'supervision-records': checked.id,
    'supervision-findings': checked.findings[0].id,
    'supervision-samples': drawn.id,
    exports: ordered.id,
    documents: paper.id,
  })
})

/** Where a stranger of each tier sits: in another province, which sees nothing of the home province … */
const abroad = ({ abroad: { province, commune, school } }: World) =>
  ({ province, 'managing-body': commune, school }) satisfies Places
/** … or beside the ones concerned, in the same province: what is the province's is theirs to see. */
const beside = ({ otherCommune, otherSchool }: World) =>
  ({ 'managing-body': otherCommune, school: otherSchool }) satisfies Places
const ofTheProvince = new Set(['campaigns', 'indicator-sets'])

/** What a unit has collected is nobody else's until it stands in the register of a file. */
const ofTheUnitAlone = new Set(['evidence-pieces', 'uploads', 'notices', 'exports'])

const verbs = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const
type Client = Awaited<ReturnType<typeof as>>
async function call({ method, path, body }: Endpoint, from: Client, id: string) {
  const address = path
    .replace(':id', id)
    .replaceAll(/:(\w+)/g, (_, name) => (name === 'membershipId' ? unknownId : '1.2'))
  const reply = await from[verbs[method]](address, method === 'GET' ? undefined : sample(body))
  return { status: reply.status, body: { ...reply.body, requestId: '' } }
}

const kindOf = ({ path }: Endpoint) => path.split('/')[1] ?? ''
const may = (mine: Role, { access }: Endpoint) =>
  access === 'acting' || permissionsOf[mine].some((permission) => permission === access)

const rolesOf = (...tiers: Tier[]) => role.options.filter((mine) => tiers.includes(tierOfRole[mine]))

describe.each([
  { where: 'another province', roles: rolesOf('province', 'managing-body', 'school'), place: abroad, seen: new Set() },
  { where: 'another commune', roles: rolesOf('managing-body', 'school'), place: beside, seen: ofTheProvince },
])('in $where', ({ roles, place, seen }) => {
  it.each(roles)('to a %s, what is not theirs is missing', async (mine) => {
    const places: Places = place(api.world)
    const stranger = await as(mine, places[tierOfRole[mine]])
    for (const endpoint of endpoints) {
      const kind = kindOf(endpoint)
      const id = things[kind]
      if (id === undefined || seen.has(kind) || !may(mine, endpoint)) continue
      const hidden = await call(endpoint, stranger, id)
      expect([endpoint.name, hidden]).toEqual([endpoint.name, await call(endpoint, stranger, unknownId)])
      expect([endpoint.name, hidden.status]).not.toEqual([endpoint.name, 200])
    }
  })
})

it('every kind of thing that has an address is looked for', () => {
  const kinds = new Set(endpoints.map(kindOf))
  expect([...kinds].filter((kind) => !(kind in things))).toEqual([])
})

it('those above see what lies below', async () => {
  for (const mine of ['province-leader', 'managing-body-leader'] as const) {
    const superior = await as(mine)
    for (const endpoint of endpoints.filter(({ method, path }) => method === 'GET' && path.endsWith('/:id'))) {
      const kind = kindOf(endpoint)
      const id = things[kind]
      if (id === undefined || ofTheUnitAlone.has(kind) || !may(mine, endpoint)) continue
      expect([endpoint.name, mine, (await call(endpoint, superior, id)).status]).toEqual([endpoint.name, mine, 200])
    }
  }
})
