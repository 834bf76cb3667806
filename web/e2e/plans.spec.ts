import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

/** Goes on to a control with Tab alone and presses a key there: whoever has no mouse gets there too. */
async function byKeyboard(page: Page, name: RegExp, key = 'Enter') {
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate(() => {
      const at = document.activeElement
      return at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? ''
    })
    if (name.test(label)) return page.keyboard.press(key)
  }
  throw new Error(`Tab does not lead to ${name}`)
}

const step = (page: Page, name: string) =>
  expect(page.getByRole('navigation', { name: 'Các bước' }).locator('[aria-current="step"]')).toContainText(name)

test('a province opens a campaign from a template with the keyboard, and corrects a date on the way', async ({
  browser,
}) => {
  test.slow()
  const page = await signedIn(browser, 'thidu.chuyenvien')
  await page.goto('/dot-danh-gia/mo')
  await expect(page.getByRole('heading', { name: 'Bắt đầu từ một mẫu kế hoạch' })).toBeVisible()
  await byKeyboard(page, /^Dùng mẫu này: Triển khai bộ chỉ số hằng năm/)
  await expect(page.getByText('Điền sẵn từ: Triển khai bộ chỉ số hằng năm, hai mốc')).toBeVisible()
  await expectAccessible(page)
  for (const next of ['Đơn vị', 'Bộ chỉ số', 'Mốc thời gian']) {
    await byKeyboard(page, /^Tiếp tục$/)
    await step(page, next)
  }
  await expectAccessible(page)

  await expect(page.getByRole('button', { name: /^1: Thu thập minh chứng.*hạn 25\/05\/2027$/ })).toBeVisible()
  await byKeyboard(page, /^Sửa mốc 2$/)
  const due = page.getByLabel('Hạn cuối')
  await due.fill('20/05/2027')
  await due.press('Enter')
  await expect(page.getByText('1 chỗ mâu thuẫn')).toBeHidden()
  await expect(page.getByText('Hạn đánh giá ngoài', { exact: true })).toBeHidden()

  // What was entered outlives a reload.
  await page.reload()
  await expect(page.getByRole('cell', { name: '20/05/2027' })).toBeVisible()
  await page.getByRole('button', { name: 'Sửa mốc 2' }).click()
  await page.getByLabel('Hạn cuối').fill('15/06/2027')
  await page.getByLabel('Hạn cuối').press('Enter')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 900 })

  await byKeyboard(page, /^Tiếp tục$/)
  await step(page, 'Xem lại và mở')
  await expect(page.getByRole('heading', { name: '2 mốc' })).toBeVisible()
  await byKeyboard(page, /^Mở đợt cho \d+ đơn vị$/)
  await expect(
    page.getByRole('heading', { level: 1, name: /^Đánh giá mức độ chuyển đổi số năm học 2026–2027/ }),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Kế hoạch và các mốc' }).click()
  await expect(page.getByRole('cell', { name: '15/06/2027' })).toBeVisible()
})

test('a managing body writes its own plan, dates its schools earlier, and a school sees both', async ({ browser }) => {
  const page = await signedIn(browser, 'phong2.lanhdao')
  await page.goto('/dot-danh-gia')
  await page
    .getByRole('link', { name: /năm học 2026-2027/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'Kế hoạch và các mốc' }).click()
  await page.getByLabel('Số kế hoạch').fill('15/KH-PGDĐT')
  await page.getByLabel('Ngày ban hành kế hoạch').fill('20/11/2026')
  await page.getByLabel('Ngày ban hành kế hoạch').press('Enter')
  await page.getByRole('button', { name: 'Lưu kế hoạch' }).click()
  await expect(page.getByText('15/KH-PGDĐT, 20/11/2026')).toBeVisible()

  const row = page.getByRole('row', { name: /Tự đánh giá; phê duyệt kết quả/ })
  const planned = (await row.getByText(/\d{2}\/\d{2}\/\d{4} – \d{2}\/\d{2}\/\d{4}/).innerText()).split(' – ')[0] ?? ''
  await page.getByRole('button', { name: 'Đặt hạn riêng cho mốc III.3' }).click()
  await page.getByLabel('Hạn riêng', { exact: true }).fill(planned)
  await page.getByLabel('Hạn riêng', { exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Lưu hạn riêng' }).click()
  await expect(row.getByText(`Hạn của cơ quan quản lý: ${planned}`)).toBeVisible()

  await page.getByRole('button', { name: 'Thêm mốc của trường' }).click()
  await page.getByLabel('Ký hiệu').fill('P.2')
  await page.getByLabel('Nội dung').fill('Gửi danh sách đầu mối')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(page.getByRole('row', { name: /P\.2 Gửi danh sách đầu mối/ })).toBeVisible()
  await expectAccessible(page)

  const school = await signedIn(browser, 'th4.hieutruong', { width: 390, height: 844 })
  await school.goto(page.url())
  await expect(school.getByText('Gửi danh sách đầu mối')).toBeVisible()
  await expect(school.getByText(`Hạn của cơ quan quản lý: ${planned}`)).toBeVisible()
  await expectFits(school)
})
