import {
  dayOf,
  isLeafLine,
  linesOf,
  nothingAbout,
  tierOf,
  type CampaignId,
  type CampaignUnitId,
  type IndicatorSetDefinition,
  type PlainAction,
  type SubmissionId,
  type TransitionRequest,
} from '@thuoc/shared'
import type { UnitRow } from '../../features/org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Files } from '../../platform/files.ts'
import { answersFor, externalAnswers, type Finding, type Profile, type Said } from './answers.ts'
import type { Cast, Player } from './people.ts'
import { findings, minutesOf } from './papers.ts'
import { receivedPdf } from './sample-file.ts'
import type { Services } from './services.ts'
import type { Places } from './units.ts'

/** How far a school's file is taken. `half`: scoring has begun. */
export const goals = [
  'half',
  'awaiting-approval',
  'approved',
  'submitted',
  'returned',
  'accepted',
  'assessing',
  'result-shown',
  'assessed',
  'nominated',
  'refused',
  'recognised',
  'published',
] as const
export type Goal = (typeof goals)[number]
export type Journey = Profile & { goal: Goal; findings?: readonly Finding[]; /** Was returned once. */ resent?: true }

/** What a decision of this managing body says, but for what it is about. */
export type Order = { number: string; signedOn: string; signatory: string; office: string }

export type Scene = {
  services: Services
  files: Files
  cast: Cast
  places: Places
  set: IndicatorSetDefinition
  campaignId: CampaignId
  planner: Actor
  /** Until when returned files come again, `2026-12-06`. */
  returnDue: string
  orderOf: (assessor: UnitRow) => Order
}

type Course = {
  scene: Scene
  key: string
  journey: Journey
  id: SubmissionId
  campaignUnitId: CampaignUnitId
  assessor: { key: string; unit: UnitRow }
}

/** Takes every school as far as it goes: each by the people whose turn it is, by the rules that hold for everyone. */
export async function travel(scene: Scene, journeys: Readonly<Record<string, Journey>>) {
  const { services, places, planner, campaignId } = scene
  const { items } = await services.submissions.list(planner, { campaignId, limit: 200 })
  const courses: Course[] = []
  for (const [key, journey] of Object.entries(journeys)) {
    const file = items.find(({ unit }) => unit.id === places.at(key).id)
    const assessor = [...places.all].find(([, unit]) => unit.id === file?.assessor.id)
    if (!file || !assessor) throw new Error(`${key} does not take part in the demonstration`)
    const { id, campaignUnitId } = file
    courses.push({ scene, key, journey, id, campaignUnitId, assessor: { key: assessor[0], unit: assessor[1] } })
  }
  for (const course of courses) await travelAlone(course)
  await conclude(courses)
}

const reaches = ({ journey }: Course, goal: Goal) => goals.indexOf(journey.goal) >= goals.indexOf(goal)

async function travelAlone(course: Course) {
  const { scene, key, journey } = course
  const { cast } = scene
  const said = answersFor(scene.set, journey)
  const [council, head] = [cast.actor(`${key}.hoidong`), cast.actor(`${key}.hieutruong`)]
  const officer = cast.actor(`${course.assessor.key}.chuyenvien`)

  const own = journey.goal === 'half' ? said.slice(0, Math.ceil(said.length / 2)) : said
  for (const { code, answer } of own)
    await scene.services.submissions.saveLine(council, course.id, code, { version: 0, answer })
  await addEvidence(course, council, own)
  if (journey.goal === 'half') return
  await move(course, council, 'finish')
  if (!reaches(course, 'approved')) return
  await move(course, head, 'approve')
  if (!reaches(course, 'submitted')) return
  await request(course, head)
  await move(course, head, 'submit')
  if (journey.goal === 'returned') return giveBack(course, officer)
  if (!reaches(course, 'accepted')) return
  if (journey.resent) {
    await giveBack(course, officer)
    await mend(course, council)
    await move(course, council, 'finish')
    await move(course, head, 'approve')
    await request(course, head, '15')
    await move(course, head, 'submit')
  }
  await check(course, officer)
  await move(course, officer, 'accept')
  if (reaches(course, 'assessing')) await assess(course, officer, said)
}

/** The request with which the head sends the file. */
async function request({ scene, id, key }: Course, head: Actor, number = '12') {
  const { name } = scene.places.at(key)
  await scene.services.requests.save(head, id, {
    ...{
      version: 0,
      number: `${number}/TTr-MH`,
      issuedOn: dayOf(new Date()),
      signatory: head.name,
      office: 'Hiệu trưởng',
    },
    text: `${name} đã hoàn thành tự đánh giá mức độ chuyển đổi số. Kính đề nghị quý cơ quan tổ chức đánh giá ngoài.`,
  })
}

/** What the demonstration has no file of came on paper. */
const onPaper = ['request-signed', 'council-minutes', 'approval-decision']

/** The officer finds everything in order that the system does not answer by itself. */
async function check({ scene, id }: Course, officer: Actor) {
  const { checkList } = await scene.services.checkLists.get(officer, id)
  const items = (checkList?.items ?? []).map(({ key, answer }) => ({
    key,
    answer: answer ?? ('ok' as const),
    remark: onPaper.includes(key) ? 'Đã đối chiếu bản giấy nộp kèm.' : '',
  }))
  await scene.services.checkLists.save(officer, id, { version: checkList?.version ?? 0, items, finish: true })
}

async function versionOf({ scene, id }: Course, actor: Actor) {
  const { version } = await scene.services.submissions.get(actor, id)
  return version
}

async function move(course: Course, actor: Actor, action: PlainAction, more: Partial<TransitionRequest> = {}) {
  const version = await versionOf(course, actor)
  await course.scene.services.submissions.move(actor, course.id, { action, version, reason: null, ...more })
}

const giveBack = (course: Course, officer: Actor) =>
  move(course, officer, 'return', {
    reason: 'Một số minh chứng chưa rõ, đề nghị nhà trường bổ sung.',
    remarks: [
      { criterion: '1.2', text: 'Quy chế chưa có số, ngày ban hành; đề nghị đính kèm bản đã ký.' },
      { criterion: '2.3.3', text: 'Chưa thấy học bạ điện tử của khối lớp cuối cấp; đề nghị nêu rõ tỉ lệ đã ký số.' },
    ],
    due: course.scene.returnDue,
  })

/** Another piece of evidence where one was missing, and a line scored by what is really done. */
async function mend({ scene, key, journey, id, campaignUnitId }: Course, council: Actor) {
  const url = `https://${key}.minhhoa.example/chuyen-doi-so/quy-che-da-ky`
  const piece = { criterion: '1.2', title: 'Quy chế có số, ngày ban hành', url }
  await scene.services.evidence.addLink(council, campaignUnitId, { ...piece, ...undescribed })
  const lower = answersFor(scene.set, { ...journey, percent: journey.percent - 10 })
  for (const { code, answer } of lower.filter((one) => one.code === '2.3.3'))
    await scene.services.submissions.saveLine(council, id, code, { version: 1, answer })
}

const undescribed = { note: '', about: nothingAbout }

/** Proof for what the set wants proved, and a signed plan as a file. */
async function addEvidence({ scene, key, campaignUnitId }: Course, council: Actor, said: readonly Said[]) {
  const { evidence } = scene.services
  const claimed = new Set(said.filter(({ answer }) => answer.met !== false).map(({ code }) => code))
  for (const { criterion } of linesOf(scene.set)) {
    if (criterion.evidence?.demand !== 'when-claimed' || !claimed.has(criterion.code)) continue
    const url = `https://${key}.minhhoa.example/chuyen-doi-so/${criterion.code}`
    const title = `Minh chứng tiêu chí ${criterion.code}`
    await evidence.addLink(council, campaignUnitId, { ...{ criterion: criterion.code, title, url }, ...undescribed })
  }
  const upload = await receivedPdf(scene.files, `ke-hoach-${key}.pdf`, `Tai lieu minh hoa - sample document - ${key}`)
  const fields = { criterion: '1.1', title: 'Kế hoạch dạy học trực tuyến (bản minh hoạ)' }
  await evidence.addFile(council, campaignUnitId, { ...upload, fields })
}

/** An officer leads the team; the head of a neighbouring school is its member. */
async function assess(course: Course, officer: Player, said: readonly Said[]) {
  const { scene, key, journey, id, assessor } = course
  const { assessments } = scene.services
  const neighbour = [...scene.places.all].find(
    ([other, unit]) => other !== key && unit.parentId === assessor.unit.id && tierOf[unit.type] === 'school',
  )
  const members = [
    { personId: officer.personId, duty: 'head' as const },
    ...(neighbour
      ? [{ personId: scene.cast.actor(`${neighbour[0]}.hieutruong`).personId, duty: 'member' as const }]
      : []),
  ]
  const leader = scene.cast.actor(`${assessor.key}.lanhdao`)
  await assessments.setTeam(leader, id, { version: await versionOf(course, leader), members })
  // Files that go further are scored by the head alone; in one that is being assessed each has a sheet of their own.
  const apart = journey.goal === 'assessing' && members.length > 1
  if (!apart) await scene.services.scorers.choose(officer, id, [officer.personId])

  const leaves = new Set(
    linesOf(scene.set)
      .filter(isLeafLine)
      .map(({ criterion }) => criterion.code),
  )
  const found = externalAnswers(said, journey.findings ?? []).filter(({ code }) => leaves.has(code))
  const scored = journey.goal === 'assessing' ? found.slice(0, Math.ceil(found.length / 3)) : found
  const save = apart ? scene.services.sheets.saveLine : assessments.saveLine
  for (const { code, answer, reason } of scored) await save(officer, id, code, { version: 0, answer, reason })
  if (journey.goal === 'assessing') return
  await goThere(course, officer)
  const conclusion = 'Đoàn thống nhất kết quả đánh giá ngoài với nhà trường.'
  await assessments.complete(officer, id, { version: await versionOf(course, officer), conclusion })
  if (!reaches(course, 'assessed')) return
  await move(course, scene.cast.actor(`${key}.hieutruong`), 'accept-result')
}

/** What the team found, and the minutes of its visit, with the word of the school. */
async function goThere({ scene, key, id }: Course, officer: Player) {
  const { agreement, visitMinutes } = scene.services
  await agreement.saveFindings(officer, id, { ...findings, version: 0 })
  const head = scene.cast.actor(`${key}.hieutruong`)
  const today = dayOf(new Date())
  const content = minutesOf({ unit: scene.places.at(key).name, officer: officer.name, head: head.name, today })
  await visitMinutes.save(officer, id, { version: 0, content, correction: null })
  const unsaid = { answerDue: null, agrees: null, view: null }
  await visitMinutes.move(officer, id, { ...unsaid, action: 'show', version: 1, answerDue: today })
  await visitMinutes.move(head, id, { ...unsaid, action: 'answer', version: 2, agrees: true })
  await visitMinutes.move(officer, id, { ...unsaid, action: 'close', version: 3 })
}

/** Decisions of each managing body about its own schools, and what of them is made public. */
async function conclude(courses: readonly Course[]) {
  for (const those of Map.groupBy(courses, ({ assessor }) => assessor.unit.id).values()) {
    const [first] = those
    if (!first) continue
    const { scene, assessor } = first
    const leader = scene.cast.actor(`${assessor.key}.lanhdao`)
    await propose(those.filter((course) => reaches(course, 'nominated')))
    for (const course of those.filter(({ journey }) => journey.goal === 'refused'))
      await scene.services.recognition.refuse(leader, course.id, {
        version: await versionOf(course, leader),
        reason: 'Trong thời gian đánh giá, trung tâm sáp nhập và thay đổi hệ thống phần mềm; cần đánh giá lại.',
      })
    const recognised = await listOf(
      those.filter((course) => reaches(course, 'recognised')),
      leader,
    )
    if (recognised.length === 0) continue
    const order = { ...scene.orderOf(assessor.unit), campaignId: scene.campaignId }
    await scene.services.recognition.recognise(leader, { ...order, items: recognised })
    const published = await listOf(
      those.filter((course) => reaches(course, 'published')),
      leader,
    )
    if (published.length > 0)
      await scene.services.publication.publish(leader, { items: published, title: '', note: '' })
  }
}

/** The list that officers of the managing body hand to their leader; what stands against a unit they confirm. */
async function propose(courses: readonly Course[]) {
  const [first] = courses
  if (!first) return
  const { scene, assessor } = first
  const { nominations } = scene.services
  const officer = scene.cast.actor(`${assessor.key}.chuyenvien`)
  const { number, signedOn: listedOn } = scene.orderOf(assessor.unit)
  const { id } = await nominations.create(officer, {
    campaignId: scene.campaignId,
    name: 'Danh sách đề nghị công nhận mức độ chuyển đổi số',
    number: number.replace('QĐ', 'DS'),
    listedOn,
  })
  const { list } = await nominations.addItems(officer, id, { submissionIds: courses.map((course) => course.id) })
  const confirmed = list.items.map(({ submissionId, readiness: codes }) => ({ submissionId, codes }))
  await nominations.propose(officer, id, { version: list.version, confirmed })
}

async function listOf(courses: readonly Course[], actor: Actor) {
  const items: { submissionId: SubmissionId; version: number }[] = []
  for (const course of courses) items.push({ submissionId: course.id, version: await versionOf(course, actor) })
  return items
}
