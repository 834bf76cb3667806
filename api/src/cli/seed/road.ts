import { dayOf, linesOf, nothingAbout } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { answersFor, type Said } from './answers.ts'
import { assess } from './assess.ts'
import { conclude } from './conclude.ts'
import { approve, meet, setUpCouncil } from './council-road.ts'
import { move, reaches, type Course, type Journey, type Scene } from './course.ts'
import { receivedPdf } from './sample-file.ts'

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
  if (journey.council) {
    await setUpCouncil(course)
    await meet(course)
  }
  await move(course, council, 'finish')
  if (!reaches(course, 'approved')) return
  await (journey.council ? approve(course) : move(course, head, 'approve'))
  // What goes with it is written before it goes.
  if (journey.council || reaches(course, 'submitted')) await request(course, head)
  if (!reaches(course, 'submitted')) return
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
