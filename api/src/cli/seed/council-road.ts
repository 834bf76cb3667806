import { dayOf, leafLinesOf } from '@thuoc/shared'
import { daysAfter } from './calendar.ts'
import { versionOf, type Course } from './course.ts'

const ago = (days: number) => daysAfter(dayOf(new Date()), -days)
const dutiesOf = (course: Course) => {
  const [head, secretary] = ['hieutruong', 'hoidong'].map((who) => course.scene.cast.actor(`${course.key}.${who}`))
  if (!head || !secretary) throw new Error('A school of the demonstration has a head and a member of its council')
  return { head, secretary }
}

/** The head sets a council up, with its plan and everybody’s lines. */
export async function setUpCouncil(course: Course) {
  const { scene, id } = course
  const { councils } = scene.services
  const { head, secretary } = dutiesOf(course)
  const founded = await councils.decide(head, id, {
    ...{ version: 0, number: '18/QĐ-THPTMH3', signedOn: ago(9), signatory: head.name, office: 'Hiệu trưởng' },
    reason: null,
    members: [
      { personId: head.personId, name: head.name, office: 'Hiệu trưởng', duty: 'chairperson' },
      { personId: secretary.personId, name: secretary.name, office: 'Tổ trưởng chuyên môn', duty: 'secretary' },
      { personId: null, name: 'Hoàng Thị Mẫu', office: 'Trưởng ban đại diện cha mẹ học sinh', duty: 'member' },
    ],
  })
  const codes = leafLinesOf(scene.set).map(({ criterion }) => criterion.code)
  const half = Math.ceil(codes.length / 2)
  const assigned = await councils.assign(head, id, {
    version: founded.version,
    items: codes.map((criterion, at) => ({ criterion, personIds: [at < half ? secretary.personId : head.personId] })),
  })
  const member = assigned.decision?.members.find(({ duty }) => duty === 'secretary')?.id ?? null
  await councils.plan(head, id, {
    version: assigned.version,
    steps: [
      { kind: 'evidence', title: '', from: ago(8), to: ago(4), responsible: member },
      { kind: 'scoring', title: '', from: ago(6), to: ago(2), responsible: member },
      { kind: 'meeting', title: '', from: ago(1), to: ago(1), responsible: null },
      { kind: 'approval', title: '', from: ago(0), to: ago(0), responsible: null },
    ],
  })
}

/** It meets and agrees; both officers sign the minutes. */
export async function meet(course: Course) {
  const { scene, id } = course
  const { minutes } = scene.services
  const { head, secretary } = dutiesOf(course)
  const { decision } = await scene.services.councils.get(head, id)
  const members = decision?.members ?? []
  const begun = await minutes.begin(secretary, id, { corrects: null, reason: null })
  const asked = { id, minutesId: begun.id }
  const [first, second] = scene.set.groups
  const saved = await minutes.save(secretary, asked, {
    version: begun.version,
    number: '02/BB',
    ...{ from: `${ago(1)}T14:00:00+07:00`, to: `${ago(1)}T16:30:00+07:00`, place: 'Phòng họp của trường' },
    attendance: members.map((one) => ({ memberId: one.id, present: true, note: '' })),
    headings: [
      {
        title: first?.title ?? '',
        text: 'Hội đồng rà soát từng tiêu chí với minh chứng; nhất trí điểm các thành viên đề nghị.',
      },
      { title: second?.title ?? '', text: 'Cần theo dõi số liệu sử dụng phần mềm quản trị theo từng tháng.' },
    ],
    conclusion: 'Hội đồng nhất trí kết quả tự đánh giá và trình Hiệu trưởng phê duyệt.',
    votes: { for: members.length, against: 0, abstained: 0 },
  })
  const signed = await minutes.sign(secretary, asked, saved.version)
  await minutes.sign(head, asked, signed.version)
}

/** The head approves by decision. */
export async function approve(course: Course) {
  const { head } = dutiesOf(course)
  await course.scene.services.approvals.approve(head, course.id, {
    version: await versionOf(course, head),
    ...{ number: '23/QĐ-THPTMH3', signedOn: ago(0), signatory: head.name, office: 'Hiệu trưởng' },
    ...{ note: null, withoutCouncil: null },
  })
}
