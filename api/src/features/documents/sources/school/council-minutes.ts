import { councilMinutesId, linesOf, type CouncilMinutes, type IndicatorSetDefinition } from '@thuoc/shared'
import { Problem } from '../../../../platform/problem.ts'
import type { Source } from '../../source.ts'
import type { SourcePorts } from '../ports.ts'
import { councilDutyWords, paragraphsOf, twoFigures } from '../words.ts'
import { closedMinutes, endOf, momentText, vietnamDay } from './meeting.ts'
import { groupValues, lineHead, resultValues, answerText, scoreText } from './result.ts'

/** Biên bản họp Hội đồng tự đánh giá, of the meeting whose minutes were begun under this id. */
export const councilMinutes =
  ({ submissions, minutes }: SourcePorts): Source<'council-minutes'> =>
  async (actor, subjectId) => {
    const meetingId = councilMinutesId.parse(subjectId)
    const id = await minutes.fileOf(actor, meetingId)
    const { items } = await minutes.list(actor, id)
    const begun = items.find((one) => one.id === meetingId)
    if (!begun) throw new Problem('council-minutes.not-found')
    const newest = closedMinutes(items).find((one) => one.meeting === begun.meeting)
    if (!newest) return null
    const { submission: file, definition } = await submissions.getForm(actor, id)
    const { number, from, meeting, correction, attendance, headings, conclusion, votes, drawn } = newest
    const answers = Object.fromEntries(drawn.answers.map(({ criterion, answer }) => [criterion, answer]))
    const officer = (duty: 'chairperson' | 'secretary') => attendance.find((one) => one.duty === duty)?.name ?? ''
    const chairperson = newest.chairperson?.by ?? officer('chairperson')
    return {
      issuer: file.unit,
      campaign: file.campaign,
      symbol: number,
      signedOn: vietnamDay(from),
      signer: { capacity: 'CHỦ TRÌ', name: chairperson },
      recipients: '',
      fileName: `Biên bản họp Hội đồng tự đánh giá lần ${meeting}`,
      values: {
        ...resultValues(definition, drawn.result),
        numberLine: number === null ? '' : `Số: ${number}`,
        meeting: twoFigures(meeting),
        begins: momentText(from),
        ends: endOf(newest),
        place: newest.place,
        chairperson,
        secretary: newest.secretary?.by ?? officer('secretary'),
        corrected: correction !== null,
        correction: correction ?? '',
        memberCount: twoFigures(attendance.length),
        presentCount: twoFigures(attendance.filter(({ present }) => present).length),
        attendance: attendance.map(({ name, office, duty, present, note }, index) => ({
          no: String(index + 1),
          ...{ name, office, duty: councilDutyWords[duty] },
          present: [present ? 'Có mặt' : 'Vắng', note].filter((part) => part !== '').join('; '),
        })),
        contents: headings.map(({ title, text }, index) => ({
          ...{ no: String(index + 1), title },
          paragraphs: paragraphsOf(text === '' ? 'Không có ý kiến.' : text),
        })),
        groups: groupValues(definition, drawn.result),
        ...differencesOf(definition, newest),
        voted: votes !== null,
        votes: votes
          ? `${twoFigures(votes.for)} tán thành, ${votes.against} không tán thành, ${votes.abstained} ý kiến khác`
          : '',
        conclusion: paragraphsOf(conclusion),
        lines: linesOf(definition).map((line) => ({
          ...lineHead(line),
          agreed: scoreText(line, answers),
        })),
      },
    }
  }

function differencesOf(set: IndicatorSetDefinition, { drawn: { differences } }: CouncilMinutes) {
  const lines = new Map(linesOf(set).map((line) => [line.criterion.code, line]))
  return {
    differs: differences.length > 0,
    agrees: differences.length === 0,
    differences: differences.flatMap(({ criterion, scores, agreed, reason }) => {
      const line = lines.get(criterion)
      if (!line) return []
      const said = scores.map(({ name, answer, comment }) => {
        const words = `${name}: ${answerText(line, answer)}`
        return comment === '' ? words : `${words} (${comment})`
      })
      return [
        {
          ...{ code: criterion, title: line.criterion.title, said: said.join('\n') },
          ...{ agreed: answerText(line, agreed), reason: reason ?? '' },
        },
      ]
    }),
  }
}
