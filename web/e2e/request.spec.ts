import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

const fileOf = async (page: Page, unit: string, query = '') => {
  await page.goto(`/ho-so${query}`)
  await page.getByRole('link', { name: unit }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: unit })).toBeVisible()
  return new URL(page.url()).pathname
}

test('a school takes its form away as a workbook and looks at it before anything is saved', async ({ browser }) => {
  const staff = await signedIn(browser, 'thcs1.nhanvien')
  const file = await fileOf(staff, 'Trường THCS Minh Hoạ 1')
  await staff.getByRole('link', { name: 'Điền bằng bảng tính' }).click()
  await expectAccessible(staff)
  const coming = staff.waitForEvent('download')
  await staff.getByRole('button', { name: 'Tải phiếu (XLSX)' }).click()
  const workbook = await (await coming).path()
  await staff.locator('input[type=file]').setInputFiles({
    name: 'phieu.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await readFile(workbook),
  })
  await expect(staff.getByText(/^0 dòng khác với trên hệ thống/)).toBeVisible()
  await expect(staff.getByRole('button', { name: /^Lưu 0 dòng/ })).toBeDisabled()
  await staff.setViewportSize({ width: 390, height: 844 })
  await expectFits(staff)
  expect(file).toMatch(/^\/ho-so\//)
})

test('an officer checks a file on receipt, opens its receipt and gives it back with what was found', async ({
  browser,
}) => {
  const officer = await signedIn(browser, 'phong1.chuyenvien')
  const file = await fileOf(officer, 'Trường THCS Minh Hoạ 2', '?status=submitted')
  await officer.goto(`${file}/kiem-tra`)
  const minutes = officer.getByRole('radiogroup', { name: 'Có biên bản họp hội đồng tự đánh giá' })
  await minutes.getByText('Chưa đạt').click()
  await officer.getByLabel('Ghi rõ chỗ chưa đạt').first().fill('Biên bản chưa có chữ kí của thư kí')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: 'Trả lại kèm các mục chưa đạt' }).click()
  await expect(officer.getByText(/Biên bản chưa có chữ kí của thư kí/).first()).toBeVisible()

  await officer.goto(`${file}/van-ban`)
  await expect(officer.getByRole('heading', { name: 'Niêm phong' })).toBeVisible()
  await expect(officer.getByText('Khớp').first()).toBeVisible()
  await expectAccessible(officer)
  await officer.getByRole('link', { name: 'Xem, in' }).first().click()
  await expect(officer.getByRole('heading', { level: 1, name: /^Biên nhận hồ sơ số \d+\/\d{4}$/ })).toBeVisible()
  await officer.setViewportSize({ width: 390, height: 844 })
  await expectFits(officer)
})
