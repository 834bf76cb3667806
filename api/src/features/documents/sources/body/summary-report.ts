import { campaignId, type CampaignId, type SubmissionStatus, type SubmissionSummary, type UnitId } from '@thuoc/shared'
import type { Actor } from '../../../../platform/actor.ts'
import type { Source } from '../../source.ts'
import { twoFigures } from '../words.ts'
import type { BodyPorts } from './ports.ts'
import { fileStateWords } from './words.ts'

/** Statuses in which the team’s result is said, and may be counted. */
const concluded: ReadonlySet<SubmissionStatus> = new Set([
  'assessed',
  'nominated',
  'recognised',
  'refused',
  'published',
])

/** Where a campaign stands for all the units that the own office answers for; upwards, so that nobody else reads it. */
export const summaryReport =
  ({ submissions, campaigns, plans, saidInReports }: BodyPorts): Source<'summary-report'> =>
  async (actor, subjectId) => {
    const id = campaignId.parse(subjectId)
    const campaign = await campaigns.get(actor, id)
    const ofProvince = actor.unitId === campaign.province.id
    const own = ofProvince ? null : await plans.ofActor(actor, id)
    // What a school hands in upwards is its own report.
    if (!ofProvince && own?.body.id !== actor.unitId) return null
    const wanted = { campaignId: id, ...(!ofProvince && { assessorUnitId: actor.unitId }) }
    const { items } = await submissions.list(actor, { ...wanted, limit: 1 })
    if (items.length === 0) return null
    return {
      issuer: own?.body ?? campaign.province,
      campaign,
      symbol: null,
      signedOn: null,
      signer: null,
      recipients: ofProvince ? '- Như trên;\n- Lưu: VT.' : `- ${campaign.province.name};\n- Lưu: VT.`,
      fileName: 'Báo cáo tổng hợp kết quả đánh giá mức độ chuyển đổi số',
      // Every unit of the campaign and what it reported: gathered when somebody asks what the report says.
      values: async () => {
        const files = await allOf(submissions.list, actor, wanted)
        const said = await saidInReports(actor, id)
        const told = (about: 'difficulties' | 'proposals') =>
          said.filter((one) => one.about === about).map(({ unit, text }) => ({ unit, said: text }))
        const [difficulties, proposals] = [told('difficulties'), told('proposals')]
        const count = (is: (file: SubmissionSummary) => boolean) => twoFigures(files.filter(is).length)
        return {
          addressee: ofProvince ? 'Bộ Giáo dục và Đào tạo' : campaign.province.name,
          setTitles: [...new Set(campaign.sets.map(({ set }) => set.title))].join('; '),
          takingPart: twoFigures(files.length),
          begun: count(({ answered, status }) => answered > 0 || status !== 'drafting'),
          sent: count(({ round }) => round > 0),
          assessed: count(({ status }) => concluded.has(status)),
          recognised: count(({ recognisedLevel }) => recognisedLevel !== null),
          refused: count(({ status }) => status === 'refused'),
          without: count(({ recognisedLevel, status }) => recognisedLevel === null && status !== 'refused'),
          levels: levelRows(files),
          bodies: bodyRows(files),
          noDifficulties: difficulties.length === 0,
          difficulties,
          noProposals: proposals.length === 0,
          proposals,
          units: files
            .toSorted(
              (one, other) => byName(one.assessor.name, other.assessor.name) || byName(one.unit.name, other.unit.name),
            )
            .map((file, index) => ({
              no: String(index + 1),
              name: file.unit.name,
              body: file.assessor.name,
              self: file.round > 0 ? levelOf(file.selfLevel) : '',
              external: concluded.has(file.status) ? levelOf(file.externalLevel) : '',
              recognised: levelOf(file.recognisedLevel),
              state: fileStateWords[file.status],
            })),
        }
      },
    }
  }

const { compare: byName } = new Intl.Collator('vi')
const levelOf = (level: number | null) => (level === null ? '' : `Mức độ ${level}`)

type Wanted = { campaignId: CampaignId; assessorUnitId?: UnitId }
async function allOf(list: BodyPorts['submissions']['list'], actor: Actor, wanted: Wanted) {
  const found: SubmissionSummary[] = []
  for (let cursor: string | undefined; ;) {
    const page = await list(actor, { ...wanted, limit: 200, ...(cursor !== undefined && { cursor }) })
    found.push(...page.items)
    if (page.nextCursor === null) return found
    cursor = page.nextCursor
  }
}

const levels = [3, 2, 1] as const
/** Of all units, those without a result included: hundredths of a per cent, rounded half up. */
const shareOf = (part: number, whole: number) => {
  const hundredths = Math.floor((part * 20_000 + whole) / (2 * whole))
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, '0')}%`
}

const levelRows = (files: readonly SubmissionSummary[]) =>
  levels.map((level) => {
    const recognised = files.filter(({ recognisedLevel }) => recognisedLevel === level).length
    return {
      level: `Mức độ ${level}`,
      self: twoFigures(files.filter(({ round, selfLevel }) => round > 0 && selfLevel === level).length),
      recognised: twoFigures(recognised),
      share: shareOf(recognised, files.length),
    }
  })

function bodyRows(files: readonly SubmissionSummary[]) {
  const groups = [...Map.groupBy(files, ({ assessor }) => assessor.id).values()]
  const nameOf = (those: readonly SubmissionSummary[]) => those[0]?.assessor.name ?? ''
  return groups
    .toSorted((one, other) => byName(nameOf(one), nameOf(other)))
    .map((those, index) => {
      const at = (level: number | null) => twoFigures(those.filter((one) => one.recognisedLevel === level).length)
      return {
        no: String(index + 1),
        name: nameOf(those),
        total: twoFigures(those.length),
        ...{ level1: at(1), level2: at(2), level3: at(3), without: at(null) },
      }
    })
}
