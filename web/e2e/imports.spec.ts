import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

const csv = (name: string, rows: string[][]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n')),
})
const choose = (page: Page, file: ReturnType<typeof csv>) => page.locator('input[type=file]').setInputFiles(file)

async function looksRight(page: Page) {
  await page.waitForLoadState('networkidle')
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page)
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('units come in by spreadsheet: faults are mended, the rest is shown, confirmed and reported', async ({
  browser,
}) => {
  const mark = Date.now().toString(36).toUpperCase()
  const page = await signedIn(browser, 'so.quantri')
  const headers = ['Mã', 'Tên', 'Loại', 'Mã đơn vị cấp trên', 'Thư điện tử']
  const school = [`N-${mark}-1`, `Trường Tiểu học Nhập ${mark}`, 'Trường tiểu học', `N-${mark}`, 'nhap@example.org']
  const office = [`N-${mark}`, `UBND xã Nhập ${mark}`, 'UBND xã', 'MH', '']

  await page.goto('/don-vi')
  await page.getByRole('link', { name: 'Nhập từ bảng tính' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Nhập đơn vị từ bảng tính' })).toBeVisible()
  await looksRight(page)

  await choose(
    page,
    csv('co-loi.csv', [headers, [...school.slice(0, 4), 'khong-phai-thu'], [...office.slice(0, 3), 'KHONG', '']]),
  )
  await expect(page.getByRole('heading', { level: 2, name: '2 lỗi theo từng ô' })).toBeVisible()
  await expect(page.getByRole('row', { name: /E2 “khong-phai-thu” không đúng dạng/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /D3 Không có đơn vị cấp trên nào mang mã KHONG/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Xác nhận nhập' })).toBeHidden()
  await looksRight(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải bảng tính kèm lỗi' }).click()
  expect((await download).suggestedFilename()).toBe('co-loi - lỗi cần sửa.xlsx')
  // Whoever gets the address sees the same.
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'co-loi.csv' })).toBeVisible()

  await page.getByRole('link', { name: 'Các lượt nhập' }).click()
  await choose(page, csv('da-sua.csv', [headers, school, office]))
  await expect(page.getByText('Thêm 2 đơn vị')).toBeVisible()
  await expect(page.getByText(`UBND xã Nhập ${mark} (N-${mark})`).first()).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: 'Xác nhận nhập' }).click()
  await expect(page.getByText('Đã thêm 2 đơn vị')).toBeVisible()
  await looksRight(page)
  await page.getByRole('link', { name: `${school[1]} (${school[0]})` }).click()
  await expect(page.getByRole('heading', { level: 1, name: school[1] ?? '' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'nhap@example.org' })).toBeVisible()

  await page.goto('/nhap/units')
  await choose(page, csv('lan-nua.csv', [headers, school, office]))
  await expect(page.getByText('Giữ nguyên 2 đơn vị')).toBeVisible()
  await page.getByRole('button', { name: 'Bỏ lượt nhập' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ lượt nhập' }).click()
  await expect(page.getByRole('row', { name: /da-sua.csv.*Đã nhập.*Đã thêm 2 đơn vị/ })).toBeVisible()
  await expect(page.getByRole('link', { name: 'lan-nua.csv' })).toBeHidden()
})

test('the list of units is taken out, and its file changes nothing when it is brought in', async ({ browser }) => {
  const page = await signedIn(browser, 'so.quantri')
  await page.goto('/don-vi?type=primary')
  await page.getByRole('button', { name: 'Xuất danh sách' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Excel (.xlsx)' }).click()
  const path = await (await download).path()
  await page.getByRole('link', { name: 'Nhập từ bảng tính' }).click()
  await page.locator('input[type=file]').setInputFiles(path)
  await expect(page.getByText(/^Giữ nguyên \d+ đơn vị$/)).toBeVisible()
})
