import { campaignId } from '@thuoc/shared'
import type { ReportedUnit } from '../../../reports/index.ts'
import type { Source } from '../../source.ts'
import { twoFigures } from '../words.ts'
import type { BodyPorts } from './ports.ts'
import { fileStateWords } from './words.ts'

/**
 * Where a campaign stands for all the units that the own office answers for, by the figures of its reports; upwards, so that
 * nobody else reads it.
 */
export const summaryReport =
  ({ submissions, campaigns, plans, saidInReports, reportedUnits }: BodyPorts): Source<'summary-report'> =>
  async (actor, subjectId) => {
    const id = campaignId.parse(subjectId)
    const campaign = await campaigns.get(actor, id)
    const ofProvince = actor.unitId === campaign.province.id
    const own = ofProvince ? null : await plans.ofActor(actor, id)
    // What a school hands in upwards is its own report.
    if (!ofProvince && own?.body.id !== actor.unitId) return null
    const { items } = await submissions.list(actor, {
      ...{ campaignId: id, limit: 1 },
      ...(!ofProvince && { assessorUnitId: actor.unitId }),
    })
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
        const files = await reportedUnits(actor, { campaignId: id, ...(!ofProvince && { bodyId: actor.unitId }) })
        const said = await saidInReports(actor, id)
        const told = (about: 'difficulties' | 'proposals') =>
          said.filter((one) => one.about === about).map(({ unit, text }) => ({ unit, said: text }))
        const [difficulties, proposals] = [told('difficulties'), told('proposals')]
        const count = (is: (file: ReportedUnit) => boolean) => twoFigures(files.filter(is).length)
        return {
          addressee: ofProvince ? 'Bộ Giáo dục và Đào tạo' : campaign.province.name,
          setTitles: [...new Set(campaign.sets.map(({ set }) => set.title))].join('; '),
          takingPart: twoFigures(files.length),
          begun: count(({ begun }) => begun),
          sent: count(({ sent }) => sent),
          assessed: count(({ externalLevel }) => externalLevel !== null),
          recognised: count(({ recognisedLevel }) => recognisedLevel !== null),
          refused: count(({ status }) => status === 'refused'),
          without: count(({ recognisedLevel, status }) => recognisedLevel === null && status !== 'refused'),
          levels: levelRows(files),
          bodies: bodyRows(files),
          noDifficulties: difficulties.length === 0,
          difficulties,
          noProposals: proposals.length === 0,
          proposals,
          units: files.map(({ name, body, sent, selfLevel, externalLevel, recognisedLevel, status }, index) => ({
            ...{ no: String(index + 1), name, body: body.name },
            self: levelOf(sent ? selfLevel : null),
            external: levelOf(externalLevel),
            recognised: levelOf(recognisedLevel),
            state: fileStateWords[status],
          })),
        }
      },
    }
  }

const levelOf = (level: number | null) => (level === null ? '' : `Mức độ ${level}`)

const levels = [3, 2, 1] as const
/** Of all units, those without a result included: hundredths of a per cent, rounded half up. */
const shareOf = (part: number, whole: number) => {
  const hundredths = Math.floor((part * 20_000 + whole) / (2 * whole))
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, '0')}%`
}

const levelRows = (files: readonly ReportedUnit[]) =>
  levels.map((level) => {
    const recognised = files.filter(({ recognisedLevel }) => recognisedLevel === level).length
    return {
      level: `Mức độ ${level}`,
      self: twoFigures(files.filter(({ sent, selfLevel }) => sent && selfLevel === level).length),
      recognised: twoFigures(recognised),
      share: shareOf(recognised, files.length),
    }
  })

/** In the order of the files: by the names of the bodies. */
const bodyRows = (files: readonly ReportedUnit[]) =>
  [...Map.groupBy(files, ({ body }) => body.id).values()].map((those, index) => {
    const at = (level: number | null) => twoFigures(those.filter((one) => one.recognisedLevel === level).length)
    return {
      no: String(index + 1),
      name: those[0]?.body.name ?? '',
      total: twoFigures(those.length),
      ...{ level1: at(1), level2: at(2), level3: at(3), without: at(null) },
    }
  })
