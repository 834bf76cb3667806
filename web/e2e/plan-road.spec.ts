import { expect, test, type Page } from '@playwright/test'
import { choose, expectAccessible, signedIn } from './app.ts'

test.use({ actionTimeout: 20_000 })

const school = 'Trường THCS Minh Hoạ 1'
const receiver = 'Phòng GDĐT quận Minh Hoạ 1'

/** The year before this one, so that every last day has gone by. @returns its second half, `2026` */
async function chooseLastYear(page: Page): Promise<string> {
  const aYear = /^\d{4}–\d{4}$/
  const box = page.getByRole('combobox', { name: 'Năm học' })
  await choose(page, 'Năm học', aYear)
  return (await page.locator('.el-select').filter({ has: box }).innerText()).trim().slice(5)
}

const openThing = async (page: Page, campaignId: string, code: string, kind: string) => {
  await page.goto(`/viec-can-nop?campaignId=${campaignId}`)
  const row = page.getByRole('row').filter({ hasText: `${code}.` })
  await row.getByRole('link', { name: kind, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: kind })).toBeVisible()
}
const handIn = async (page: Page) => {
  await expect(page.getByText(/^đã lưu/)).toBeVisible()
  await page.getByRole('button', { name: `Nộp cho ${receiver}` }).click()
  await expect(page.locator('header').getByText('Đã nộp').first()).toBeVisible()
}

test('the plan of a district is opened from its template, fulfilled, accepted, seen on board and calendar, reminded of', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const province = await signedIn(browser, 'so.chuyenvien')
  await province.goto('/dot-danh-gia/mo')
  const year = await chooseLastYear(province)
  await province.getByRole('button', { name: /^Dùng mẫu này: Nhiệm vụ/ }).click()
  await expect(province.getByText(/^Điền sẵn từ: Nhiệm vụ/)).toBeVisible()
  for (const next of ['don-vi', 'bo-chi-so', 'thoi-han', 'xem-lai']) {
    await province.getByRole('button', { name: 'Tiếp tục' }).click()
    await expect(province).toHaveURL(new RegExp(`/${next}$`))
  }
  await expect(province.getByRole('heading', { name: '9 mốc' })).toBeVisible()
  await province.getByRole('button', { name: /^Mở đợt cho \d+ đơn vị$/ }).click()
  await expect(
    province.getByRole('heading', { level: 1, name: /^Nhiệm vụ ứng dụng công nghệ thông tin/ }),
  ).toBeVisible()
  const campaignId = new URL(province.url()).pathname.split('/').at(-1) ?? ''

  // The school: its plan as a file, a confirmation, and a report.
  const head = await signedIn(browser, 'thcs1.hieutruong')
  await openThing(head, campaignId, 'IV.2', 'Kế hoạch')
  await head
    .getByTestId('delivery-files')
    .setInputFiles({ name: 'Kế hoạch.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
  await expect(head.getByText('Kế hoạch.pdf')).toBeVisible()
  await head.getByLabel('Số, ký hiệu văn bản').fill('12/KH-THCS')
  await handIn(head)

  await openThing(head, campaignId, 'II.3a', 'Báo cáo dữ liệu ngành')
  await head.getByLabel('Ngày hoàn thành').fill('15/10/2025')
  await head.getByLabel('Ngày hoàn thành').press('Enter')
  await handIn(head)

  await openThing(head, campaignId, 'IV.3', 'Báo cáo sơ kết')
  for (const box of await head.getByRole('textbox', { name: /^(I|II|III|IV|V)\.(\d\.)? / }).all())
    if ((await box.inputValue()) === '') await box.fill('Trường đã thực hiện.')
  await handIn(head)

  // The managing body accepts all three at once.
  const officer = await signedIn(browser, 'phong1.chuyenvien')
  await officer.goto(`/viec-can-nop?campaignId=${campaignId}&status=handed-in`)
  const rows = officer.getByRole('row').filter({ hasText: school })
  await expect(rows).toHaveCount(3)
  for (const row of await rows.all()) await row.getByRole('checkbox').press('Space')
  await officer.getByRole('button', { name: 'Chấp nhận', exact: true }).click()
  await expect(officer.getByText('Đã chấp nhận 3 sản phẩm')).toBeVisible()

  // The board says so, down to the school; its calendar has the days of the plan.
  await province.goto(`/dot-danh-gia/${campaignId}/tien-do`)
  await province
    .getByRole('row')
    .filter({ hasText: receiver })
    .getByRole('link', { name: receiver, exact: true })
    .click()
  const ofSchool = province.getByRole('row').filter({ hasText: school })
  for (const code of ['IV.2', 'II.3a', 'IV.3'])
    await expect(ofSchool.getByRole('link', { name: `${code}, ${school}: 1 đã nộp` })).toBeVisible()
  await expectAccessible(province)

  await head.goto(`/lich?month=${year}-05`)
  await expect(head.getByRole('link', { name: /II\.3c1: Báo cáo tự đánh giá/ }).first()).toBeVisible()
  await expect(head.getByRole('link', { name: /IV\.4: Báo cáo tổng kết/ }).first()).toBeVisible()

  // Two clicks remind those who are late.
  await officer.goto(`/viec-can-nop?campaignId=${campaignId}&late=true`)
  await officer.getByRole('link', { name: 'Nhắc nộp' }).click()
  await officer.getByRole('button', { name: /^Gửi lời nhắc đến/ }).click()
  await expect(officer.getByText(/^Đã nhắc \d+ đơn vị/)).toBeVisible()
  await head.goto('/thong-bao')
  await expect(head.getByRole('link', { name: /^Nhắc nộp: .*\(mốc IV\.4/ }).first()).toBeVisible()
})
