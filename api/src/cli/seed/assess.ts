import { dayOf, isLeafLine, linesOf, tierOf } from '@thuoc/shared'
import { externalAnswers, type Said } from './answers.ts'
import { move, reaches, versionOf, type Course } from './course.ts'
import { findings, minutesOf } from './papers.ts'
import type { Player } from './people.ts'

/** An officer leads the team; the head of a neighbouring school is its member. */
export async function assess(course: Course, officer: Player, said: readonly Said[]) {
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
  await visitMinutes.save(officer, id, { version: 0, content, corrects: null, correction: null })
  const unsaid = { answerDue: null, agrees: null, view: null }
  await visitMinutes.move(officer, id, { ...unsaid, action: 'show', version: 1, answerDue: today })
  await visitMinutes.move(head, id, { ...unsaid, action: 'answer', version: 2, agrees: true })
  await visitMinutes.move(officer, id, { ...unsaid, action: 'close', version: 3 })
}
