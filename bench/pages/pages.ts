import type pg from 'pg'
import { schoolYears } from '../generator/sizes.ts'
import { countryAccount } from '../generator/units.ts'
import { signIn, type Service } from '../service.ts'

export const tiers = ['public', 'school', 'body', 'province', 'country'] as const
export type Tier = (typeof tiers)[number]
/** Somebody of a tier, with where they stand. */
export type Reader = { tier: Tier; token: string; unitId: string; campaignId: string }
export type Page = { name: string; tiers: readonly Tier[]; paths: (reader: Reader) => readonly string[] }

const above = ['body', 'province'] as const
const overseers = ['body', 'province', 'country'] as const
/** Units with few points in the first criterion of the set: what one follows a figure to. */
const lowInFirst = 'tier=school&criterion=1.1&band=low'
/** The newest campaigns had been open for seven weeks. */
const pastDay = `${schoolYears.at(-1)?.slice(0, 4)}-11-01`
const report = (part: string) => (): string[] => ['/reports/choices', part]

/** Pages as the app asks for them: what one page needs is asked for at once. */
export const pages: readonly Page[] = [
  {
    name: 'start page',
    tiers: ['school'],
    paths: ({ unitId }) => [
      ...['/notices/counts', '/exports?limit=1', '/supervision-follow-ups?limit=6', '/submissions?limit=20'],
      ...['/tasks?limit=50', `/deliveries?unitId=${unitId}&status=not-started,returned&limit=6`],
    ],
  },
  {
    name: 'start page',
    tiers: overseers,
    paths: ({ unitId, campaignId, tier }) => [
      ...['/notices/counts', '/exports?limit=1', '/supervision-follow-ups?limit=6', '/campaigns?limit=50', '/tasks'],
      `/submissions/counts?assessorUnitId=${unitId}&running=true`,
      `/deliveries?unitId=${unitId}&status=not-started,returned&limit=6`,
      `/deliveries?receiverUnitId=${unitId}&status=handed-in&limit=6`,
      tier === 'body'
        ? `/submissions/counts?assessorUnitId=${unitId}&campaignId=${campaignId}`
        : `/submissions/counts-by-assessor?campaignId=${campaignId}`,
    ],
  },
  { name: 'files', tiers: ['school', ...overseers], paths: () => ['/submissions', '/submissions/counts'] },
  { name: 'campaigns', tiers: overseers, paths: () => ['/campaigns'] },
  {
    name: 'a campaign',
    tiers: overseers,
    paths: ({ campaignId, tier }) => [
      ...[`/campaigns/${campaignId}`, `/campaigns/${campaignId}/units`, `/submissions/counts?campaignId=${campaignId}`],
      ...(tier === 'country' ? [] : [`/documents?subject=campaign&subjectId=${campaignId}`]),
      ...(tier === 'province' ? [`/campaigns/${campaignId}/fitting-units`] : []),
    ],
  },
  { name: 'progress', tiers: above, paths: ({ campaignId }) => [`/campaigns/${campaignId}/standing?tier=school`] },
  { name: 'units', tiers: overseers, paths: ({ unitId }) => [`/units?parentId=${unitId}`] },
  {
    name: 'people',
    tiers: overseers,
    paths: ({ unitId }) => ['/people', '/units-without-people?limit=1', `/units/${unitId}/responsible-persons`],
  },
  { name: 'people, a word', tiers: overseers, paths: () => ['/people?q=hoa'] },
  { name: 'team candidates', tiers: above, paths: ({ campaignId }) => [`/campaigns/${campaignId}/team-candidates`] },
  { name: 'ending a campaign', tiers: ['province'], paths: ({ campaignId }) => [`/campaigns/${campaignId}/left`] },
  { name: 'supervision', tiers: above, paths: () => ['/campaigns?limit=50', '/supervision-records'] },
  { name: 'publications', tiers: ['province'], paths: () => ['/publications'] },
  { name: 'decisions', tiers: ['province'], paths: () => ['/recognition-decisions'] },
  { name: 'report: levels', tiers: overseers, paths: report('/reports/levels?tier=school&by=body') },
  { name: 'report: levels by kind', tiers: overseers, paths: report('/reports/levels?tier=school&by=type') },
  {
    name: 'report: criteria',
    tiers: overseers,
    paths: () => ['/reports/choices', '/reports/scores?tier=school', '/reports/heat?tier=school&by=body'],
  },
  { name: 'report: both sides', tiers: overseers, paths: report('/reports/comparison?tier=school') },
  { name: 'report: progress', tiers: overseers, paths: report('/reports/progress?tier=school') },
  { name: 'report: years', tiers: overseers, paths: report('/reports/years?tier=school') },
  { name: 'report: order', tiers: overseers, paths: report('/reports/units?tier=school&order=rank') },
  { name: 'report: a criterion', tiers: overseers, paths: () => ['/reports/choices', `/reports/units?${lowInFirst}`] },
  { name: 'report: units, a word', tiers: overseers, paths: report('/reports/units?tier=school&q=hoa%20sen') },
  {
    name: 'report: a past day',
    tiers: overseers,
    paths: report(`/reports/levels?tier=school&by=body&asOf=${pastDay}`),
  },
  { name: 'report: remarks', tiers: overseers, paths: report('/reports/remarks?tier=school') },
  { name: 'emulation', tiers: above, paths: () => ['/emulation-settings', '/reports/emulation?tier=school'] },
  { name: 'published results', tiers: ['public'], paths: () => ['/public/filters', '/public/results'] },
  { name: 'published results, a word', tiers: ['public'], paths: () => ['/public/results?q=hoa%20sen'] },
]

/** Some of each tier, the largest among them. */
export async function readersOf(client: pg.Client, ours: Service): Promise<Reader[]> {
  const chosen = (tier: Tier, account: string, condition: string, unit: string) =>
    client.query<{ tier: Tier; account: string; unitId: string; campaignId: string }>(
      `select '${tier}' as tier, ${account} as account, ${unit} as "unitId",
         (array_agg(c.id order by c.id desc))[1] as "campaignId"
       from campaign_units u join campaigns c on c.id = u.campaign_id join units p on p.id = c.province_unit_id
       where c.school_year = '${schoolYears.at(-1)}' and ${condition}
       group by 1, 2, 3 order by count(*) desc, 2 limit 3`,
    )
  const found = [
    await chosen('school', `lower(u.unit_code) || '.head'`, 'true', 'u.unit_id'),
    await chosen(
      'body',
      `lower(u.assessor_code) || '.leader'`,
      `u.assessor_type = 'commune-office'`,
      'u.assessor_unit_id',
    ),
    await chosen('province', `lower(p.code) || '.leader'`, 'true', 'c.province_unit_id'),
    await chosen('country', `'${countryAccount}'`, 'true', 'p.parent_id'),
  ].flatMap(({ rows }) => rows)
  const signed = found.map(async ({ account, ...place }) => ({ ...place, token: await signIn(ours, account) }))
  return [{ tier: 'public', token: '', unitId: '', campaignId: '' }, ...(await Promise.all(signed))]
}
