import { addDays, dayOf } from '@thuoc/shared'
import { expect } from 'vitest'
import type { testApi } from './harness.ts'

type Person = Pick<ReturnType<ReturnType<typeof testApi>['client']>, 'get' | 'put' | 'post'>
type File = { id: string }

async function done<T extends { status: number; body: unknown }>(reply: Promise<T>): Promise<T['body']> {
  const { status, body } = await reply
  expect({ status, body }).toMatchObject({ status: 200 })
  return body
}

export const someFindings = {
  whole: { strengths: 'Hồ sơ đầy đủ', weaknesses: 'Không có', improvements: 'Không có' },
  groups: {},
}

/** What the minutes of a team say that examined the file alone. */
export const deskReview = {
  kind: 'desk-review',
  heldOn: '2026-11-20',
  hours: '',
  place: 'Phòng Văn hoá – Xã hội',
  ofTeam: [{ name: 'Nguyễn Văn Mẫu', office: 'Trưởng đoàn' }],
  ofSchool: [],
  content: 'Đối chiếu phiếu với minh chứng',
  findings: '',
  conclusion: 'Hồ sơ đủ căn cứ để đánh giá',
}
export const aVisitsMinutes = {
  ...{ ...deskReview, kind: 'visit', place: 'Phòng họp của trường' },
  ofSchool: [{ name: 'Trần Thị Mẫu', office: 'Hiệu trưởng' }],
}

/** One move of the minutes of a file. */
export const moveMinutes = (who: Person, { id }: File, action: string, version: number, more: object = {}) =>
  who.post(`/submissions/${id}/visit-minutes/moves`, {
    ...{ action, version, answerDue: null, agrees: null, view: null },
    ...more,
  })

/** The findings of the team and minutes of its desk review, where there are none: what a head closes it with. */
export async function closable(teamHead: Person, file: File) {
  const path = `/submissions/${file.id}`
  const findings = await done(teamHead.get(`${path}/findings`))
  if (findings.mayWrite && findings.version === 0)
    await done(teamHead.put(`${path}/findings`, { ...someFindings, version: 0 }))
  const minutes = await done(teamHead.get(`${path}/visit-minutes`))
  if (!minutes.mayBegin || minutes.items.length > 0) return
  await done(teamHead.put(`${path}/visit-minutes`, { version: 0, content: deskReview, correction: null }))
  await done(moveMinutes(teamHead, file, 'close', 1))
}

/** Minutes of a visit, which the school has agreed to. */
export async function visited(teamHead: Person, head: Person, file: File, at = new Date()) {
  await done(
    teamHead.put(`/submissions/${file.id}/visit-minutes`, { version: 0, content: aVisitsMinutes, correction: null }),
  )
  await done(moveMinutes(teamHead, file, 'show', 1, { answerDue: addDays(dayOf(at), 3) }))
  await done(moveMinutes(head, file, 'answer', 2, { agrees: true }))
  await done(moveMinutes(teamHead, file, 'close', 3))
}
