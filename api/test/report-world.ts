import type { UnitRow } from '../src/features/org/index.ts'
import { sql } from 'drizzle-orm'
import { aUnit } from './factories.ts'
import type { testApi } from './harness.ts'
import { aRoad, ok } from './road.ts'

type Tester = ReturnType<typeof testApi>
type File = { id: string; version: number }

/**
 * A province in the middle of its year, with everything that can happen to a file: recognised and published, corrected,
 * revoked, refused, assessed and no more, late, unfinished, returned, moved to another body, taken out; and a year before
 * it, of the system and on paper.
 * @param at moves the clock of the application
 */
export async function aReportedProvince(tester: Tester, at: (moment: string) => void) {
  const { api } = tester
  at('2025-11-20T02:00:00Z')
  const { commune, otherCommune, province, school, secondSchool, highSchool, districtSchool } = api.world
  const corrected = await aUnit(api.db, commune, { name: 'Trường Tiểu học Đính Chính Minh Hoạ' })
  const refused = await aUnit(api.db, commune, { name: 'Trường Tiểu học Ân Minh Hoạ' })
  const found = await aUnit(api.db, commune, { name: 'Trường Tiểu học Ẩm Minh Hoạ' })
  const moved = await aUnit(api.db, commune, { name: 'Trường Tiểu học Chuyển Minh Hoạ' })
  const private_ = await aUnit(api.db, commune, { name: 'Trường Tiểu học Tư Minh Hoạ', ownership: 'non-public' })
  const late = await aUnit(api.db, otherCommune, { name: 'Trường Tiểu học Muộn Minh Hoạ' })
  const idle = await aUnit(api.db, otherCommune, { type: 'lower-secondary', name: 'Trường THCS Chậm Minh Hoạ' })
  const gone = await aUnit(api.db, otherCommune, { name: 'Trường Tiểu học Rút Minh Hoạ' })

  const way = await aRoad(tester)
  const { people } = way
  const planFor = (title: string, year: string, due: [string, string]) => ({
    ...way.plan(title, year),
    ...{ selfAssessmentDue: due[0], externalAssessmentDue: due[1] },
    participation: { ownerships: ['public', 'non-public'], withinUnitIds: [], exceptUnitIds: [] },
  })
  const open = (title: string, year: string, ...due: [string, string]) =>
    ok(people.planner.post('/campaigns', planFor(title, year, due)))
  let numbers = 0
  const recognise = async (of: { id: string }, ...files: File[]) =>
    ok(
      people.leader.post(
        '/recognition-decisions',
        way.decision(files, { campaignId: of.id, number: `${(numbers += 1)}/QĐ-UBND`, signedOn: '2026-11-20' }),
      ),
    )
  const today = async ({ id }: File): Promise<File> => ok(people.leader.get(`/submissions/${id}`))

  const before = await open('Đánh giá năm trước', '2025-2026', '2026-01-31', '2026-03-31')
  at('2026-11-20T02:00:00Z')
  const one = await way.nominated(school, { of: before, self: 70, external: 60 })
  const other = await way.nominated(corrected, { of: before, self: 40 })
  await recognise(before, one.file, other.file)
  await api.db.execute(sql`
    insert into earlier_results (id, unit_id, school_year, indicator_set_id, level, total, recorded_at, recorded_by, recorded_by_id)
    values (gen_random_uuid(), ${late.id}, '2025-2026', ${way.set.id}, 3, 170, '2026-11-20T00:00:00Z', 'Sổ', gen_random_uuid())`)

  const campaign = await open('Đánh giá năm nay', '2026-2027', '2027-01-31', '2027-03-31')
  at('2026-11-21T02:00:00Z')
  const published = await way.nominated(school, { of: campaign, self: 90, external: 80 })
  const revoked = await way.nominated(secondSchool, { of: campaign, self: 80 })
  const mended = await way.nominated(corrected, { of: campaign, self: 45, external: 55 })
  const decided = await recognise(campaign, published.file, revoked.file, mended.file)
  await ok(people.officer.post('/publications', { items: [await versionOf(published.file)] }))

  at('2026-11-22T02:00:00Z')
  const refusal = await way.nominated(refused, { of: campaign, unmet: true })
  const openFile = await today(refusal.file)
  await ok(
    people.leader.post(`/submissions/${openFile.id}/refusal`, {
      version: openFile.version,
      reason: 'Thiếu minh chứng',
    }),
  )
  await way.assessed(found, { of: campaign, self: 75.25, external: 75 })
  await way.accepted(moved, 50, campaign)
  await way.accepted(private_, 20, campaign)
  const returned = await way.accepted(highSchool, 100, campaign)

  at('2027-02-03T02:00:00Z')
  await way.accepted(late, 60, campaign)
  const receiver = await tester.as('province-officer', province)
  const back = await ok(receiver.get(`/submissions/${returned.file.id}`))
  await ok(
    receiver.post(`/submissions/${back.id}/transitions`, {
      ...{ action: 'return', version: back.version, reason: 'Bổ sung minh chứng', due: '2027-03-01', remarks: [] },
    }),
  )
  const item = async (file: File) => {
    const { version } = await today(file)
    return { submissionId: file.id, version }
  }
  const signature = { number: '90/QĐ-UBND', signedOn: '2027-02-03', signatory: 'Trần Thị Mẫu', office: 'Chủ tịch' }
  await ok(
    people.leader.post(`/recognition-decisions/${decided.id}/corrections`, {
      ...{
        ...signature,
        reason: 'Ghi nhầm tên',
        items: [{ ...(await item(mended.file)), unitName: 'Trường Đính Chính' }],
      },
    }),
  )
  await ok(
    people.leader.post(`/recognition-decisions/${decided.id}/revocations`, {
      ...{ ...signature, number: '91/QĐ-UBND', reason: 'Sai thẩm quyền', items: [await item(revoked.file)] },
    }),
  )
  // What was assessed keeps the tree of its time, wherever the school goes afterwards.
  await moveUnder(otherCommune, moved)
  const { items } = await ok(people.planner.get(`/campaigns/${campaign.id}/units?limit=200`))
  const out = items.find((place: { unit: { id: string } }) => place.unit.id === gone.id)
  await api.db.execute(sql`update campaign_units set taken_out_at = '2027-02-03T02:00:00Z' where id = ${out.id}`)

  async function versionOf(file: File) {
    const { version } = await today(file)
    return { submissionId: file.id, version }
  }
  async function moveUnder(parent: UnitRow, unit: UnitRow) {
    await api.db.execute(sql`
      update units set parent_id = ${parent.id}, path = ${parent.path}::ltree || subpath(path, -1) where id = ${unit.id}`)
  }
  const units = {
    school,
    secondSchool,
    corrected,
    refused,
    found,
    moved,
    private_,
    late,
    idle,
    gone,
    highSchool,
    districtSchool,
  }
  return { way, campaign, before, units, published, decided }
}
