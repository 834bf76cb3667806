import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'
import { edited, type Edit } from './workbook.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const phone = { width: 390, height: 844 }
const desk = { width: 1440, height: 900 }

/** A page as it stands on a desk and on a phone: nothing that axe finds, nothing that sticks out. */
async function looksRight(page: Page) {
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectFits(page)
  await expectAccessible(page)
  await page.setViewportSize(desk)
}

/** The page of the first version of a set, from the list. @returns its address */
async function openSet(page: Page, code: string): Promise<string> {
  await page.goto('/bo-chi-so')
  await page
    .getByRole('row')
    .filter({ hasText: `${code} · Phiên bản 1` })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByText(`Bộ chỉ số ${code}`, { exact: true })).toBeVisible()
  return page.url()
}

/** The workbook of a published set, as an officer downloads it. */
async function downloadBook(page: Page, code: string): Promise<Buffer> {
  await openSet(page, code)
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải bảng tính (XLSX)' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toBe(`${code}-v1.xlsx`)
  return readFile(await download.path())
}

const ownCode: Edit = { part: 'xl/sharedStrings.xml', from: '>QD4725<', to: '>MH-NHAP-2026<' }
/** A word where a number belongs on the sheet of levels, a formula on that of groups. */
const planted: Edit[] = [
  {
    part: 'xl/worksheets/sheet2.xml',
    from: /<c r="E4"([^>]*)><v>75<\/v><\/c>/,
    to: '<c r="E4" t="inlineStr"><is><t>bảy lăm</t></is></c>',
  },
  {
    part: 'xl/worksheets/sheet3.xml',
    from: /<c r="C3"([^>]*)><v>100<\/v><\/c>/,
    to: '<c r="C3"$1><f>50+50</f><v>100</v></c>',
  },
]

test('a workbook with faults is told cell by cell and changes nothing; the mended one becomes a draft', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const officer = await signedIn(browser, 'so.chuyenvien')
  const book = await downloadBook(officer, 'QD4725')
  const choose = (name: string, edits: Edit[]) =>
    officer
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: xlsx, buffer: edited(book, [ownCode, ...edits]) })

  await officer.goto('/bo-chi-so/tao')
  await choose('co-loi.xlsx', planted)
  const faults = officer.getByRole('region', { name: 'Lỗi trong bảng tính' })
  await expect(faults.getByRole('row').filter({ hasText: 'Mức độ' })).toContainText('E4')
  await expect(faults.getByRole('row').filter({ hasText: 'Nhóm tiêu chí' })).toContainText('C3')
  await expect(faults).toContainText('“bảy lăm” không phải là số')
  await expect(officer.getByRole('button', { name: 'Tạo bản nháp' })).toHaveCount(0)
  await looksRight(officer)

  await choose('da-sua.xlsx', [])
  await expect(officer.getByText('Tệp không có lỗi.')).toBeVisible()
  await officer.getByRole('button', { name: 'Tạo bản nháp' }).click()
  await expect(officer.getByText('Bộ chỉ số MH-NHAP-2026')).toBeVisible()
  await expect(officer.getByText('Bản nháp', { exact: true }).first()).toBeVisible()
  await looksRight(officer)
})

test('a province refines a national set, sees what differs, and what it writes of a criterion reaches the school', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const officer = await signedIn(browser, 'so.chuyenvien')
  const national = await openSet(officer, 'QD4725')

  await officer.getByRole('button', { name: 'Chi tiết hoá cho tỉnh' }).click()
  await officer.getByLabel('Mã của bộ chi tiết hoá').fill('MH-CHITIET-2026')
  await officer.getByLabel('Tên bộ chỉ số').fill('Bộ chỉ số chi tiết của tỉnh Minh Hoạ')
  await officer.getByRole('button', { name: 'Tạo bản nháp' }).click()
  await expect(officer.getByRole('heading', { level: 1, name: 'Bộ chỉ số chi tiết của tỉnh Minh Hoạ' })).toBeVisible()
  await officer.getByRole('link', { name: 'So với bộ khác' }).click()
  await expect(officer.getByText(/^Có \d+ chỗ khác nhau/)).toBeVisible()
  await expect(officer.getByText('Chi tiết hoá:').first()).toContainText('QD4725')
  await looksRight(officer)

  await officer.goto(`${national}/huong-dan?muc=1.5.1`)
  const row = officer.getByRole('article').filter({ has: officer.getByRole('heading', { level: 3, name: /1\.5\.1/ }) })
  const write = row.getByRole('button', { name: 'Viết hướng dẫn của đơn vị' })
  await write.click()
  await row.getByLabel('Nội hàm').fill('Tính các kì kiểm tra thường xuyên làm trên phòng máy của trường.')
  await row.getByLabel('Gợi ý minh chứng').fill('Lịch phòng máy và đề đã dùng.')
  await row.getByRole('button', { name: 'Lưu hướng dẫn' }).click()
  await expect(row.getByText('Tính các kì kiểm tra thường xuyên làm trên phòng máy của trường.')).toBeVisible()
  await looksRight(officer)

  const staff = await signedIn(browser, 'th1.nhanvien')
  await staff
    .getByRole('link', { name: /Chấm điểm/ })
    .first()
    .click()
  await expect(staff).toHaveURL(/\/phieu/)
  await staff.goto(staff.url().replace(/\/phieu.*/, '/phieu/1.5.1'))
  await staff.getByText('Hướng dẫn của Sở GDĐT tỉnh Minh Hoạ').click()
  await expect(staff.getByText('Tính các kì kiểm tra thường xuyên làm trên phòng máy của trường.')).toBeVisible()
  await expect(staff.getByText('Lịch phòng máy và đề đã dùng.')).toBeVisible()
  await looksRight(staff)

  await staff.getByRole('button', { name: 'Vì sao mức này, và làm gì để lên mức' }).first().click()
  const why = staff.getByRole('dialog')
  await expect(why.getByText(/còn thiếu/).first()).toBeVisible()
  await expectAccessible(staff)
  await why.getByRole('button', { name: '1.4', exact: true }).click()
  await expect(staff).toHaveURL(/\/phieu\/1\.4$/)
})
