import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'
import { workbookOf } from './workbook.ts'

const stamp = () => Date.now().toString(36).toUpperCase()

/** A school of its own under a body of the demonstration, so that other journeys keep theirs. */
async function addSchool(page: Page, body: string, name: string, code: string) {
  await page.goto('/don-vi')
  await page.getByRole('link', { name: body, exact: true }).click()
  await page.getByRole('link', { name: 'Thêm đơn vị trực thuộc' }).click()
  await page.getByRole('combobox', { name: 'Loại đơn vị' }).click({ force: true })
  await page.getByRole('option', { name: 'Trường tiểu học' }).click()
  await page.getByLabel('Tên đơn vị').fill(name)
  await page.getByLabel('Mã đơn vị', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Thêm đơn vị' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('two schools merge by a decision; the new one tells where it comes from', async ({ browser }) => {
  const mark = stamp()
  const page = await signedIn(browser, 'so.quantri')
  const body = 'UBND xã Minh Hoạ 3 – Phòng Văn hoá – Xã hội'
  const [first, second, merged] = [
    `Trường Tiểu học A ${mark}`,
    `Trường Tiểu học B ${mark}`,
    `Trường Tiểu học Gộp ${mark}`,
  ]
  await addSchool(page, body, first, `A-${mark}`)
  await addSchool(page, body, second, `B-${mark}`)

  await page.getByRole('link', { name: 'Sắp xếp', exact: true }).click()
  await page.getByRole('button', { name: 'Sáp nhập' }).click()
  await page.getByRole('combobox', { name: `Sáp nhập ${second} với` }).fill(`A-${mark}`)
  await page.getByRole('option', { name: first }).click()
  await page.getByLabel('Tên đơn vị').fill(merged)
  await page.getByLabel('Mã đơn vị', { exact: true }).fill(`G-${mark}`)
  await page.getByLabel('Số quyết định').fill('15/QĐ-UBND')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Xem trước' }).click()

  await expect(page.getByText(`${first} (A-${mark}) kết thúc hoạt động`)).toBeVisible()
  await expect(page.getByText(`Lập mới ${merged} (G-${mark})`)).toBeVisible()
  await expect(page.getByText('Không ai mất quyền truy cập.')).toBeVisible()
  // The button under the pointer is still changing its colour.
  await page.mouse.move(0, 0)
  await page.waitForLoadState('networkidle')
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Sáp nhập', exact: true }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Sáp nhập' })).toBeVisible()
  await page.getByRole('link', { name: `Lập mới ${merged}` }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Kế thừa từ' })).toBeVisible()
  await expect(page.getByRole('link', { name: first }).first()).toBeVisible()
  await expect(page.getByText('Quyết định 15/QĐ-UBND')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page)

  await page.goto(`/don-vi?q=${mark}`)
  await expect(page.getByRole('link', { name: merged })).toBeVisible()
  await expect(page.getByRole('link', { name: first })).toBeHidden()
  await page.goto(`/don-vi?q=${mark}&state=closed`)
  await expect(page.getByRole('link', { name: first })).toBeVisible()
  await page.goto(`/don-vi?q=${mark}&asOf=2026-01-01`)
  await expect(page.getByRole('link', { name: second })).toBeVisible()
  await expect(page.getByRole('link', { name: merged })).toBeHidden()
})

test('a district is replaced by a commune with one file', async ({ browser }) => {
  const mark = stamp()
  const page = await signedIn(browser, 'so.quantri')
  const school = `Trường Tiểu học C ${mark}`
  await addSchool(page, 'Phòng GDĐT huyện Minh Hoạ 2', school, `C-${mark}`)
  const buffer = workbookOf({
    'Quyết định': [
      ['Số quyết định', 'Ngày quyết định', 'Ngày hiệu lực'],
      ['1656/NQ', '16/06/2025', '01/07/2025'],
    ],
    'Đơn vị mới': [
      ['Mã', 'Tên', 'Loại', 'Mã đơn vị cấp trên'],
      [`X-${mark}`, `UBND xã ${mark}`, 'UBND xã', 'MH'],
    ],
    'Đơn vị chuyển': [
      ['Mã đơn vị', 'Mã đơn vị cấp trên mới'],
      [`C-${mark}`, `X-${mark}`],
    ],
  })
  await page.goto('/sap-xep')
  await page.getByRole('link', { name: 'Sắp xếp nhiều đơn vị bằng bảng tính' }).click()
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.locator('input[type=file]').setInputFiles({ name: 'sap-xep.xlsx', mimeType, buffer })
  await expect(page.getByText(`UBND xã ${mark} (X-${mark})`).first()).toBeVisible()
  await expectAccessible(page)
  await page
    .getByRole('button', { name: /Xác nhận nhập/ })
    .first()
    .click()
  await expect(page.getByText('Đã nhập').first()).toBeVisible({ timeout: 30_000 })

  await page.goto(`/don-vi?q=C-${mark}`)
  await expect(page.getByRole('cell', { name: `UBND xã ${mark}` })).toBeVisible()
  await page.getByRole('link', { name: school }).click()
  await page.getByRole('link', { name: 'Lịch sử' }).first().click()
  await expect(page.getByRole('link', { name: 'Sắp xếp nhiều đơn vị' })).toBeVisible()
  await expect(page.getByText('Phòng GDĐT huyện Minh Hoạ 2')).toBeVisible()
})
