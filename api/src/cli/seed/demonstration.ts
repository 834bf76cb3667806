import { standardOutline, type IndicatorSetId, type NewCampaign, type UnitId, type UnitType } from '@thuoc/shared'
import { definitionOf } from '../../features/catalogues/index.ts'
import type { Tx } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import { makeAccounts } from './accounts.ts'
import { daysAfter, schoolYearOf } from './calendar.ts'
import { seatCouncil } from './council.ts'
import { handInDeliveries } from './deliveries.ts'
import { pushFigures } from './figures.ts'
import { handOverSchool } from './hand-over.ts'
import { writeGuidance } from './guidance.ts'
import { currentJourneys, elsewhereJourneys, pastJourneys } from './journeys.ts'
import { planFrom, planFurther } from './plan.ts'
import type { Journey, Order, Scene } from './course.ts'
import { travel } from './road.ts'
import type { Services } from './services.ts'
import { supervise } from './supervision.ts'
import { sendTeam } from './teams.ts'
import { holdTraining } from './training.ts'
import { takeOverEarlierYears } from './earlier-years.ts'
import { makeUnits } from './units.ts'

type Setting = { services: Services; files: Files; setId: IndicatorSetId; today: string }

const assessedTypes = [
  'primary',
  'lower-secondary',
  'upper-secondary',
  'multi-level',
  'continuing-education',
  'vocational-continuing-education',
] as const satisfies NewCampaign['sets'][number]['unitTypes']

const titleIn = (schoolYear: string) =>
  `Kế hoạch đánh giá mức độ chuyển đổi số trong các cơ sở giáo dục phổ thông và giáo dục thường xuyên năm học ${schoolYear}`

/**
 * Two invented provinces with their people; a campaign that runs from today, with schools in every state; and past
 * ones with published results, the first with the dates of the plan of 2024–2025 (source 001).
 * @param today `2026-11-22`: the dates of the running campaign follow it
 */
export async function makeDemonstration(tx: Tx, { services, files, setId, today }: Setting) {
  const places = await makeUnits(tx)
  const cast = await makeAccounts(tx, places)
  const set = await definitionOf(tx, setId)
  await writeGuidance({ services, cast }, setId)

  const open = async (province: string, plan: Pick<NewCampaign, 'schoolYear' | 'planNumber' | 'planDate'> & Dates) => {
    const planner = cast.actor(`${province}.chuyenvien`)
    const { only, ...dates } = plan
    const campaign = await services.campaigns.open(planner, {
      ...dates,
      title: titleIn(plan.schoolYear),
      sets: [{ indicatorSetId: setId, unitTypes: [...assessedTypes], targetLevel: null }],
      participation: { ownerships: ['public', 'non-public'], withinUnitIds: only, exceptUnitIds: [], alsoUnitIds: [] },
      assessors: [],
      reportOutline: standardOutline,
      notes: '',
      repeats: null,
    })
    const scene = { services, files, cast, places, set, planner, campaignId: campaign.id }
    const go = (journeys: Readonly<Record<string, Journey>>, signedOn: string, number: string) =>
      travel({ ...scene, returnDue: daysAfter(today, 14), orderOf: orders(signedOn, number) }, journeys)
    return { campaignId: campaign.id, go }
  }

  const past = await open('so', {
    schoolYear: '2024-2025',
    planNumber: '1503/KH-SGDĐT',
    planDate: '2024-11-15',
    selfAssessmentDue: '2025-01-31',
    externalAssessmentDue: '2025-03-31',
    only: Object.keys(pastJourneys).map((key) => places.at(key).id),
    milestones: [],
  })
  await past.go(pastJourneys, '2025-05-15', '45')

  const elsewhere = await open('thidu', {
    schoolYear: '2025-2026',
    planNumber: '27/KH-SGDĐT',
    planDate: '2025-10-20',
    selfAssessmentDue: '2026-01-31',
    externalAssessmentDue: '2026-03-31',
    only: [],
    milestones: [],
  })
  await elsewhere.go(elsewhereJourneys, '2026-05-20', '12')

  await pushFigures({ services, cast, places, set, today })
  const current = await open('so', {
    schoolYear: schoolYearOf(today),
    planNumber: '1612/KH-SGDĐT',
    planDate: daysAfter(today, -20),
    selfAssessmentDue: daysAfter(today, 21),
    externalAssessmentDue: daysAfter(today, 70),
    only: [],
    milestones: planFrom(today),
  })
  const running = { services, files, cast, places, campaignId: current.campaignId, today }
  await planFurther(running)
  await holdTraining(running)
  await current.go(currentJourneys, today, '61')
  await seatCouncil(running)
  await sendTeam(running)
  await supervise(running)
  await handOverSchool(running)
  await handInDeliveries(running)
  await takeOverEarlierYears(tx, { cast, places, setId })
}

type Dates = Pick<NewCampaign, 'selfAssessmentDue' | 'externalAssessmentDue' | 'milestones'> & { only: UnitId[] }

type Signer = Pick<Order, 'signatory' | 'office'> & { symbol: string }
const province: Signer = { symbol: 'SGDĐT', signatory: 'Trần Thị Ví Dụ', office: 'Phó Giám đốc' }
const district: Signer = { symbol: 'PGDĐT', signatory: 'Lê Văn Nháp', office: 'Trưởng phòng' }
const commune: Signer = { symbol: 'UBND', signatory: 'Phạm Thị Thử', office: 'Phó Chủ tịch' }
const signers: Partial<Record<UnitType, Signer>> = { province, 'district-office': district }

/** Number and symbol as each kind of body writes them. */
const orders =
  (signedOn: string, number: string): Scene['orderOf'] =>
  ({ type }) => {
    const { symbol, ...signer } = signers[type] ?? commune
    return { ...signer, number: `${number}/QĐ-${symbol}`, signedOn }
  }
