import { expect, test, type APIRequestContext } from '@playwright/test'
import { expectAccessible, expectFits, password, signedIn } from './app.ts'

const staff = 'th1.nhanvien'
type File = { id: string; campaignUnitId: string; status: string }

/** Two papers of its own in the register of a school, so that the journey does not depend on what others have added. */
async function twoPapers(request: APIRequestContext, mark: string) {
  const signIn = await request.post('/api/v1/session', { data: { username: staff, password } })
  const { accessToken }: { accessToken: string } = await signIn.json()
  const headers = { authorization: `Bearer ${accessToken}` }
  const listed = await request.get('/api/v1/submissions?status=drafting&running=true', { headers })
  const { items }: { items: File[] } = await listed.json()
  const [file] = items
  if (!file) throw new Error('The demonstration has a school with an empty form')
  for (const [title, issuedOn] of [
    ['Kế hoạch', '2025-06-12'],
    ['Biên bản', '2026-09-15'],
  ] as const) {
    const about = {
      documentKind: 'plan',
      number: '1/KH',
      issuedOn,
      issuer: 'Trường',
      validFrom: null,
      validUntil: null,
    }
    const data = { criterion: '1.1', title: `${title} ${mark}`, about }
    const path = `/api/v1/campaign-units/${file.campaignUnitId}/evidence/documents`
    const reply = await request.post(path, { headers, data })
    expect(reply.status(), await reply.text()).toBe(200)
  }
  return file
}

test('a school finds a paper in its library, throws it away and brings it back; its register is changed in rows', async ({
  browser,
  request,
}) => {
  const mark = `thử ${Date.now() % 1_000_000}`
  const file = await twoPapers(request, mark)
  const page = await signedIn(browser, staff)

  await page.getByRole('link', { name: 'Kho minh chứng' }).click()
  await page.getByRole('searchbox').fill(`ke hoach ${mark}`)
  await expect(page.getByText('Ngày ban hành 12/06/2025 nằm ngoài năm học 2026–2027')).toHaveCount(1)
  await expectAccessible(page)
  await page.getByRole('button', { name: `Kế hoạch ${mark}`, exact: true }).click()
  await expect(page.getByText('Đưa vào danh mục')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `Bỏ vào thùng rác: “Kế hoạch ${mark}”` }).click()
  await expect(page.getByText('Không có minh chứng nào khớp')).toBeVisible()
  await page.getByRole('button', { name: /^Thùng rác/ }).click()
  await expect(page.getByText(/^Xoá hẳn ngày/)).toBeVisible()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await page.getByRole('button', { name: /^Đang giữ/ }).click()
  await expect(page.getByRole('button', { name: `Kế hoạch ${mark}`, exact: true })).toBeVisible()

  await page.goto(`/ho-so/${file.id}/minh-chung?search=${encodeURIComponent(mark)}`)
  const rows = page.getByRole('row').filter({ hasText: mark })
  await expect(rows).toHaveCount(2)
  const all = page.getByRole('checkbox', { name: 'Chọn tất cả minh chứng trên trang' })
  await all.focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Sửa', exact: true }).click()
  await page.getByLabel('Hộp', { exact: true }).last().fill('7')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sửa các dòng đã chọn' }).click()
  await expect(page.getByText('Đã sửa 2 minh chứng.')).toBeVisible()
  await expect(rows.filter({ hasText: '[H7-1.1-' })).toHaveCount(2)
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(rows.filter({ hasText: '[H1-1.1-' })).toHaveCount(2)

  // A code typed as people type it stands in its right form.
  const number = 40 + (Date.now() % 59)
  await rows.first().getByRole('checkbox').focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Sửa', exact: true }).click()
  await page.getByLabel('Mã minh chứng').fill(`h3.1.1.${number}`)
  await page.getByRole('button', { name: 'Sửa các dòng đã chọn' }).click()
  await expect(rows.filter({ hasText: `[H3-1.1-${number}]` })).toHaveCount(1)

  await page.getByRole('button', { name: 'Xuất danh mục' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Excel (.xlsx)' }).click()
  expect((await download).suggestedFilename()).toMatch(/^Danh mục minh chứng .+\.xlsx$/)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page)
})
