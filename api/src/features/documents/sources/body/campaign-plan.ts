import { campaignId, type Milestone, type MilestoneTier } from '@thuoc/shared'
import { kindWords } from '../../../deliverables/index.ts'
import { unitTypeWords } from '../../../org/index.ts'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { twoFigures } from '../words.ts'
import { linesOf, numberAndDay, shortDay, spokenDay } from './words.ts'

/** The plan of the province, or that of the managing body of whoever asks within it. */
export const campaignPlan =
  ({ campaigns, milestones, plans, unitNamesOn }: BodyPorts): Source<'campaign-plan'> =>
  async (actor, subjectId) => {
    const id = campaignId.parse(subjectId)
    const campaign = await campaigns.get(actor, id)
    const own = actor.unitId === campaign.province.id ? null : await plans.ofActor(actor, id)
    const document = own?.document
    const { items } = await milestones.list(actor, id, own?.body.id)
    const of = (tier: MilestoneTier) => items.filter((one) => one.tier === tier).map(lineOf)
    const [ofBodies, ofSchools] = [of('managing-body'), of('school')]
    // What the province does stands in its own plan.
    const ofTheProvince = own ? [] : of('province')
    const { planNumber, planDate } = campaign
    const provincePlan =
      planNumber === null || planDate === null
        ? `Kế hoạch “${campaign.title}”`
        : `Kế hoạch ${numberAndDay({ number: planNumber, signedOn: planDate })}`
    const signedOn = own ? (document?.issuedOn ?? null) : planDate
    const then = signedOn === null ? undefined : await unitNamesOn([campaign.province.id], signedOn)
    const province = then?.get(campaign.province.id) ?? campaign.province.name
    return {
      issuer: own?.body ?? campaign.province,
      campaign,
      symbol: own ? (document?.number ?? null) : planNumber,
      signedOn,
      signer: null,
      recipients: own
        ? `- ${province} (để báo cáo);\n- Các cơ sở giáo dục trên địa bàn;\n- Lưu: VT.`
        : '- Bộ Giáo dục và Đào tạo (để báo cáo);\n- Các cơ quan quản lý trực tiếp;\n- Các đơn vị tham gia;\n- Lưu: VT.',
      fileName: 'Kế hoạch đánh giá mức độ chuyển đổi số',
      values: {
        ofProvince: own === null,
        ofBody: own !== null,
        subject: withoutKind(document?.title ?? campaign.title),
        provincePlan,
        province,
        sets: campaign.sets.map(({ set, unitTypes }) => ({
          title: set.title,
          unitTypes: unitTypes.map((type) => withinSentence(unitTypeWords[type][0])).join(', '),
        })),
        unitCount: twoFigures(campaign.unitCount),
        selfDue: spokenDay(campaign.selfAssessmentDue),
        externalDue: spokenDay(campaign.externalAssessmentDue),
        notes: own === null ? linesOf(campaign.notes) : [],
        hasProvince: ofTheProvince.length > 0,
        ofTheProvince,
        hasBodies: ofBodies.length > 0,
        ofBodies,
        hasSchools: ofSchools.length > 0,
        ofSchools,
      },
    }
  }

/** “Trung tâm GDNN – GDTX” keeps its capitals but the first. */
const withinSentence = (name: string) => name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1)

/** With the earlier dates of the body whose plan it is. */
function lineOf({ code, task, startsOn, dueOn, bodyDates, deliverables }: Milestone) {
  return {
    code,
    task,
    window: windowOf(bodyDates?.startsOn ?? startsOn, bodyDates?.dueOn ?? dueOn),
    deliverables: deliverables.map((kind) => kindWords[kind]).join('; '),
  }
}
function windowOf(from: string | null, until: string | null) {
  if (from !== null && until !== null) return `Từ ${shortDay(from)} đến ${shortDay(until)}`
  if (until !== null) return `Chậm nhất ${shortDay(until)}`
  return from === null ? 'Trong năm học' : `Từ ${shortDay(from)}`
}

/** “Kế hoạch” stands above it already: the subject begins after it. */
const withoutKind = (title: string) =>
  title.replace(/^kế hoạch\s+(\p{L})/iu, (_all, letter: string) => letter.toLocaleUpperCase('vi'))
