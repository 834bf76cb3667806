import type { SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { reaches, versionOf, type Course } from './course.ts'

/** Decisions of each managing body about its own schools, and what of them is made public. */
export async function conclude(courses: readonly Course[]) {
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
