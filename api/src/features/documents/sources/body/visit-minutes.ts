import { submissionId } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { linesOf, spokenDay } from './words.ts'

const named = (people: readonly { name: string; office: string }[]) =>
  people.map(({ name, office }, index) => ({ no: String(index + 1), name, office }))

/**
 * The newest minutes that the unit has been shown: what the team still drafts is no paper yet. Whoever writes them for
 * the team draws it up too, from whatever unit they come.
 */
export const visitMinutes =
  ({ submissions, visitMinutes: minutes }: BodyPorts): Source<'visit-minutes'> =>
  async (actor, subjectId) => {
    const id = submissionId.parse(subjectId)
    const file = await submissions.get(actor, id)
    const { items } = await minutes.list(actor, id)
    const shown = items.find(({ status }) => status !== 'draft')
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
      fileName: `Biên bản làm việc tại ${file.unit.name}`,
      values: {
        atUnit: content.kind === 'visit',
        deskOnly: content.kind === 'desk-review',
        school: file.unit.name,
        corrects: shown.number > 1,
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
