import { expect, test, type APIRequestContext } from '@playwright/test'
import { expectAccessible, expectFits, password, signedIn } from './app.ts'

const school = 'Trường Tiểu học Minh Hoạ 6'

/** A campaign of its own with one milestone, for the schools of one body: others go on with theirs. */
async function opened(request: APIRequestContext) {
  const signIn = await request.post('/api/v1/session', { data: { username: 'so.chuyenvien', password } })
  const { accessToken }: { accessToken: string } = await signIn.json()
  const headers = { authorization: `Bearer ${accessToken}` }
  const first = async (path: string): Promise<{ id: string }> =>
    (await (await request.get(path, { headers })).json()).items[0]
  const set = await first('/api/v1/indicator-sets?q=QD4725')
  const body = await first('/api/v1/units?q=MH-X4')
  const title = `Đợt thử kết thúc ${Date.now() % 100_000}`
  const milestone = { tier: 'school', code: 'K.1', task: 'Kế hoạch năm học', startsOn: null, dueOn: '2099-01-31' }
  const data = {
    ...{ title, schoolYear: '2026-2027', planNumber: null, planDate: null },
    sets: [{ indicatorSetId: set.id, unitTypes: ['primary'], targetLevel: null }],
    ...{ selfAssessmentDue: '2099-02-28', externalAssessmentDue: '2099-03-31', assessors: [] },
    participation: { ownerships: ['public'], withinUnitIds: [body.id], exceptUnitIds: [] },
    milestones: [
      { ...milestone, deliverables: ['plan'], required: true, lateness: 'mark', reminderDays: [], before: null },
    ],
  }
  const reply = await request.post('/api/v1/campaigns', { headers, data })
  expect(reply.status(), await reply.text()).toBe(200)
  const { id }: { id: string } = await reply.json()
  return { id, title }
}

test('a campaign ends: figures first, nothing is asked any more, everybody is told; it can be opened again', async ({
  browser,
  request,
}) => {
  const { id, title } = await opened(request)
  const province = await signedIn(browser, 'so.chuyenvien')
  await province.goto(`/dot-danh-gia/${id}`)
  await province.getByRole('button', { name: 'Kết thúc đợt' }).click()
  const dialog = province.getByRole('dialog')
  await expect(dialog.getByText('1 đơn vị chưa nhập gì vào phiếu')).toBeVisible()
  await expectAccessible(province)
  await dialog.getByLabel('Ghi chú').fill('Hết năm học.')
  await dialog.getByRole('button', { name: 'Kết thúc đợt' }).click()
  await expect(province.getByText(/^Đợt đã kết thúc lúc/)).toBeVisible()

  const head = await signedIn(browser, 'th6.hieutruong', { width: 390, height: 844 })
  await head.goto('/thong-bao')
  await head.getByRole('link', { name: `Đã kết thúc đợt: ${title}` }).click()
  await expect(head.getByText(/^Đợt đã kết thúc lúc/)).toBeVisible()
  await expect(head.getByText('Hết năm học.')).toBeVisible()
  await expectFits(head)
  await head.goto(`/viec-can-nop?campaignId=${id}`)
  await head.getByRole('link', { name: 'Kế hoạch', exact: true }).click()
  await expect(head.getByText(/Đợt đánh giá đã kết thúc lúc .* nên không nộp/)).toBeVisible()
  await expect(head.getByRole('button', { name: /^Nộp cho/ })).toHaveCount(0)

  await province.getByRole('button', { name: 'Mở lại đợt' }).click()
  await dialog.getByLabel('Lý do mở lại').fill(`${school} chưa xong`)
  await dialog.getByRole('button', { name: 'Mở lại đợt' }).click()
  await expect(province.getByText(/^Đợt đã kết thúc lúc/)).toBeHidden()
  await head.reload()
  await expect(head.getByRole('button', { name: /^Nộp cho/ })).toBeVisible()
})
