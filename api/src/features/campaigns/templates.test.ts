import { beforeAll, describe, expect, it } from 'vitest'
import { aCatalogue } from '../../../test/catalogue.ts'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { seed } from '../../cli/seed.ts'
import { localFiles } from '../../platform/files.ts'

const tester = testApi()
const { api, as } = tester

beforeAll(async () => {
  await seed(api.db, { demonstration: false, files: await localFiles(api.filesFolder) })
  await aUnit(api.db, api.world.otherCommune, { type: 'preschool', name: 'Trường Mầm non Minh Hoạ' })
})

type Line = { tier: string; code: string; startsOn: string | null; dueOn: string | null }
const short = ({ tier, code, startsOn, dueOn }: Line) => [tier, code, startsOn ?? '-', dueOn ?? '-'].join(' ')
const [province, body, school] = ['province', 'managing-body', 'school']

/** The milestones of each plan in the year it was made for. */
const plans: Record<string, { year: string; milestones: string[]; sets: string[] }> = {
  'bac-quang-yearly': {
    year: '2022-2023',
    sets: ['QD4725'],
    milestones: [`${school} 1 - 2023-05-25`, `${body} 2 - 2023-06-15`],
  },
  'hai-ha-2024': {
    year: '2024-2025',
    sets: ['QD4725'],
    milestones: [
      `${school} IV.2 - 2024-09-27`,
      `${school} III.1 - -`,
      `${school} II.3a - 2024-10-05`,
      `${body} II.3a - 2024-10-15`,
      `${school} IV.3 - 2025-01-05`,
      `${school} II.3c1 - 2025-05-10`,
      `${body} II.3c2 - 2025-05-25`,
      `${school} II.3c3 - 2025-05-30`,
      `${school} IV.4 - 2025-05-30`,
    ],
  },
  'hai-phong-2023': {
    year: '2023-2024',
    sets: ['QD4725'],
    milestones: [
      `${school} 4.3a - -`,
      `${school} 4.3b - 2023-10-15`,
      `${school} 4.3c - -`,
      `${school} 4.3d - -`,
      `${body} 4.2a - -`,
      `${body} 4.2b - 2023-10-31`,
      `${province} 4.1a - -`,
      `${province} 4.1b - 2023-10-31`,
    ],
  },
  'hai-phong-general-2024': {
    year: '2024-2025',
    sets: ['QD4725', 'MAU-CQQL'],
    milestones: [
      `${province} I.1 2024-11-01 2024-11-30`,
      `${province} I.2 - 2025-03-31`,
      `${province} I.3 2025-04-01 2025-04-30`,
      `${province} I.4 2025-04-01 2025-04-30`,
      `${province} I.5 2025-05-01 2025-05-31`,
      `${body} II.1 - 2024-11-30`,
      `${body} II.2 - 2025-02-28`,
      `${body} II.3 2025-02-01 2025-03-31`,
      `${body} II.4 2025-05-01 2025-05-31`,
      `${school} III.0 - 2024-12-31`,
      `${school} III.1 2025-01-01 2025-01-31`,
      `${school} III.2 2025-02-01 2025-02-28`,
      `${school} III.3 2025-02-01 2025-03-31`,
      `${school} III.4 2025-05-01 2025-05-31`,
    ],
  },
  'hai-phong-preschool-2024': {
    year: '2024-2025',
    sets: ['MAU-MN'],
    milestones: [
      `${province} I.1 2024-11-01 2024-11-30`,
      `${province} I.2 2024-12-01 2024-12-31`,
      `${province} I.3 2025-02-01 2025-03-31`,
      `${province} I.4 2025-05-01 2025-05-31`,
      `${body} II.1 2024-11-01 2024-11-30`,
      `${body} II.2 2025-01-01 2025-01-31`,
      `${body} II.3 2025-02-01 2025-03-31`,
      `${body} II.3b - 2025-03-15`,
      `${body} II.4 - 2025-05-31`,
      `${school} III.1 2025-01-01 2025-01-31`,
      `${school} III.2 2025-02-01 2025-02-28`,
      `${school} III.3 2025-02-01 2025-03-31`,
      `${school} III.4 2025-05-01 2025-05-31`,
    ],
  },
}

type Proposed = { set: { id: string; code: string } | null; unitTypes: string[]; targetLevel: number | null }
/** What the wizard sends when nothing of the proposal is changed. */
const requestOf = ({
  title,
  schoolYear,
  sets,
  ownerships,
  selfAssessmentDue,
  externalAssessmentDue,
  ...more
}: Record<string, unknown> & { sets: Proposed[] }) => ({
  title,
  schoolYear,
  planNumber: null,
  planDate: null,
  sets: sets.map(({ set, unitTypes, targetLevel }) => ({ indicatorSetId: set?.id, unitTypes, targetLevel })),
  selfAssessmentDue,
  externalAssessmentDue,
  participation: { ownerships, withinUnitIds: [], exceptUnitIds: [] },
  assessors: [],
  milestones: more.milestones,
  reportOutline: more.reportOutline,
  notes: more.notes,
})

describe('the templates', () => {
  it('are the five plans', async () => {
    const { items } = await ok((await as('province-officer')).get('/campaign-templates'))
    expect(items.map(({ code }: { code: string }) => code)).toEqual(Object.keys(plans))
  })

  it.each(Object.entries(plans))('%s opens a campaign with exactly its milestones', async (code, expected) => {
    const planner = await as('province-officer')
    const proposal = await ok(planner.get(`/campaign-templates/${code}?schoolYear=${expected.year}`))
    expect(proposal.sets.map((one: Proposed) => one.set?.code)).toEqual(expected.sets)
    const campaign = await ok(planner.post('/campaigns', requestOf(proposal)))
    expect(campaign.schoolYear).toBe(expected.year)
    const { items } = await ok(planner.get(`/campaigns/${campaign.id}/milestones`))
    expect(items.map(short)).toEqual(expected.milestones)
  })

  it('fall into the school year that is asked for, to the last day of its February', async () => {
    const planner = await as('province-officer')
    const { milestones, title } = await ok(
      planner.get('/campaign-templates/hai-phong-general-2024?schoolYear=2027-2028'),
    )
    expect(title).toContain('2027–2028')
    expect(milestones.map(short)).toContain(`${school} III.2 2028-02-01 2028-02-29`)
    expect(milestones.map(short)).toContain(`${province} I.1 2027-11-01 2027-11-30`)
  })

  it('keep the outline of reports, the notes and the level aimed at', async () => {
    const planner = await as('province-officer')
    const proposal = await ok(planner.get('/campaign-templates/hai-ha-2024?schoolYear=2025-2026'))
    const campaign = await ok(planner.post('/campaigns', requestOf(proposal)))
    expect(campaign.sets).toMatchObject([{ targetLevel: 2 }])
    expect(campaign.notes).toContain('mức 2 trở lên')
    expect(campaign.reportOutline.map(({ code }: { code: string }) => code)).toEqual(['I', 'II', 'III', 'IV', 'V'])
  })

  it('take the refinement of the province where it has one', async () => {
    const planner = await as('province-officer')
    const codeNow = async () => {
      const { sets } = await ok(planner.get('/campaign-templates/hai-phong-preschool-2024?schoolYear=2026-2027'))
      return sets[0].set.code
    }
    expect(await codeNow()).toBe('MAU-MN')
    const { items } = await ok(planner.get('/indicator-sets?q=MAU-MN'))
    const { definition } = await ok(planner.get(`/indicator-sets/${items[0].id}`))
    const refinement = { ...definition, code: 'MN-TINH', refines: { code: 'MAU-MN', version: 1 } }
    await aCatalogue(tester).published(refinement, planner)
    expect(await codeNow()).toBe('MN-TINH')
  })

  it('are for provinces, and unknown ones are missing', async () => {
    const body = await as('managing-body-leader')
    expect((await body.get('/campaign-templates')).status).toBe(403)
    const planner = await as('province-officer')
    expect(await planner.get('/campaign-templates/khong-co?schoolYear=2026-2027')).toMatchObject({
      status: 404,
      body: { code: 'campaign-template.not-found' },
    })
  })
})
