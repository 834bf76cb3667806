import { assessmentTeamId, type TeamDecisionKind, type TeamUnit, type Visit, type VisitKind } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { twoFigures } from '../words.ts'
import { authorityOf, capacityOf, shortDay, teamDutyWords } from './words.ts'

const verbs: Record<TeamDecisionKind, string> = { 'set-up': 'thành lập', change: 'thay đổi', dissolve: 'giải thể' }

/** The decision that set the team up, or the last that changed or dissolved it. */
export const teamDecision =
  ({ teams, assignment, visits, campaigns, unitNamesOn }: BodyPorts): Source<'team-decision'> =>
  async (actor, subjectId) => {
    const id = assessmentTeamId.parse(subjectId)
    const team = await teams.get(actor, id)
    const [decision] = team.decisions
    if (!decision) return null
    const { items: units } = await assignment.listUnits(actor, id)
    const { items: planned } = await visits.list(actor, id)
    const { sets } = await campaigns.get(actor, team.campaign.id)
    const workplaces = await unitNamesOn(
      decision.members.map(({ unit }) => unit.id),
      decision.decidedOn,
    )
    return {
      issuer: team.unit,
      campaign: team.campaign,
      symbol: decision.number,
      signedOn: decision.decidedOn,
      signer: { capacity: capacityOf(decision.office), name: decision.signatory },
      recipients: '- Như Điều 3;\n- Các đơn vị được đánh giá;\n- Lưu: VT.',
      fileName: `Quyết định ${verbs[decision.kind]} đoàn đánh giá ngoài`,
      values: {
        founds: decision.kind === 'set-up',
        changes: decision.kind === 'change',
        dissolves: decision.kind === 'dissolve',
        subject: `Về việc ${verbs[decision.kind]} ${team.name}`,
        headOffice: authorityOf(decision.office),
        setTitles: [...new Set(sets.map(({ set }) => set.title))].join('; '),
        team: team.name,
        reason: decision.reason.replace(/\s*\n\s*/g, ' ').replace(/[.\s]+$/, ''),
        head: decision.members.find(({ duty }) => duty === 'head')?.fullName ?? '',
        memberCount: twoFigures(decision.members.length),
        unitCount: twoFigures(units.length),
        members: decision.members.map(({ fullName, office, unit, duty, task }, index) => ({
          no: String(index + 1),
          name: fullName,
          office,
          workplace: workplaces.get(unit.id) ?? unit.name,
          duty: teamDutyWords[duty],
          task,
        })),
        assigned: decision.kind !== 'dissolve' && units.length > 0,
        units: units.map((unit, index) => ({
          no: String(index + 1),
          name: unit.unit.name,
          code: unit.unit.code,
          leader: unit.leader ?? '',
          desk: timesOf(planned, unit, 'desk-review'),
          visit: timesOf(planned, unit, 'on-site'),
        })),
      },
    }
  }

const clock = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
})
const onDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' })
function writtenTime({ startsAt, place }: Visit) {
  const at = new Date(startsAt)
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
  const time = `${Number(parts.hour)} giờ ${parts.minute}, ngày ${shortDay(onDay.format(at))}`
  return place === '' ? time : `${time}, ${place}`
}
/** When the team examines the file of a unit, or goes there; what was called off is left out. */
const timesOf = (visits: readonly Visit[], { campaignUnitId }: TeamUnit, kind: VisitKind) =>
  visits
    .filter((one) => one.campaignUnitId === campaignUnitId && one.kind === kind && one.status !== 'cancelled')
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
    .map(writtenTime)
    .join('\n')
