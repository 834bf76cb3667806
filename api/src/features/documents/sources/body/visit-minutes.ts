import { visitMinutesId, type VisitMinutes } from '@thuoc/shared'
import type { Part, Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { linesOf, spokenDay } from './words.ts'

const named = (people: readonly { name: string; office: string }[]) =>
  people.map(({ name, office }, index) => ({ no: String(index + 1), name, office }))

/** What the team still drafts is no paper yet. */
const shownOf = (minutes: readonly VisitMinutes[]) => minutes.filter(({ status }) => status !== 'draft')

/** Each time that the team worked at the unit, the newest first, by the day that its newest minutes say. */
export function visitsOf(minutes: readonly VisitMinutes[]): Part[] {
  const newest = new Map(
    shownOf(minutes)
      .map((one) => [one.sitting, one] as const)
      .toReversed(),
  )
  return [...newest.values()]
    .toSorted((one, other) => other.sitting - one.sitting)
    .map(({ begunAs, sitting, content }) => ({ subjectId: begunAs, number: sitting, on: content.heldOn }))
}

/**
 * The newest minutes that the unit has been shown of the time whose minutes were begun under this id. Whoever writes them for
 * the team draws it up too, from whatever unit they come.
 */
export const visitMinutes =
  ({ submissions, visitMinutes: minutes }: BodyPorts): Source<'visit-minutes'> =>
  async (actor, subjectId) => {
    const begunAs = visitMinutesId.parse(subjectId)
    const id = await minutes.fileOf(actor, begunAs)
    const file = await submissions.get(actor, id)
    const { items } = await minutes.list(actor, id)
    const shown = shownOf(items).find((one) => one.begunAs === begunAs)
    if (!shown) return null
    const { content, schoolAgrees, schoolView } = shown
    const head = file.team.find(({ duty }) => duty === 'head')
    const secretary = file.team.find(({ duty }) => duty === 'secretary')
    const writes = file.team.some(({ personId, duty }) => personId === actor.personId && duty !== 'member')
    return {
      issuer: file.assessor,
      mayMake: writes || actor.unitId === file.assessor.id,
      campaign: file.campaign,
      symbol: null,
      signedOn: content.heldOn,
      signer: { capacity: 'TRƯỞNG ĐOÀN', name: shown.team?.by ?? head?.fullName ?? '' },
      recipients: '',
      fileName: nameOf(shown, file.unit.name),
      values: {
        atUnit: content.kind === 'visit',
        deskOnly: content.kind === 'desk-review',
        school: file.unit.name,
        corrects: shown.correction !== null,
        correction: (shown.correction ?? '').replace(/\s*\n\s*/g, ' '),
        hours: content.hours,
        heldOn: spokenDay(content.heldOn),
        place: content.place,
        ofTeam: named(content.ofTeam),
        ofSchool: named(content.ofSchool),
        content: linesOf(content.content),
        findings: linesOf(content.findings === '' ? 'Không có.' : content.findings),
        conclusion: linesOf(content.conclusion),
        answered: schoolAgrees !== null,
        agreement: schoolAgrees === true ? 'Nhất trí với nội dung biên bản.' : 'Chưa nhất trí với nội dung biên bản.',
        view: linesOf(schoolView ?? ''),
        teamHead: shown.team?.by ?? head?.fullName ?? '',
        secretary: secretary?.fullName ?? '',
        schoolHead: shown.school?.by ?? '',
      },
    }
  }

/** Of several times each is told by its number. */
const nameOf = ({ sitting }: VisitMinutes, unit: string) =>
  sitting === 1 ? `Biên bản làm việc tại ${unit}` : `Biên bản làm việc lần ${sitting} tại ${unit}`
