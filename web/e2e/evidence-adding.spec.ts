import { createHash } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

/** The line of somebody in the field: slow, and sometimes gone. */
async function lineOf(page: Page) {
  const session = await page.context().newCDPSession(page)
  return (uploadThroughput: number, offline = false) =>
    session.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput })
}

const pdf = (bytes: number, filling: string) => '%PDF-1.4\n%%EOF\n' + filling.repeat(bytes)
const plan = { name: 'Ke_hoach chuyển đổi số.pdf', bytes: 20_000, filling: 'a' }
const film = { name: 'Biên bản họp hội đồng.pdf', bytes: 6_000_000, filling: 'b' }
const sha256 = ({ bytes, filling }: typeof plan) => createHash('sha256').update(pdf(bytes, filling)).digest('hex')

/** Lets files fall on the part of the page that takes evidence. */
async function drop(page: Page, files: (typeof plan)[]) {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer()
    for (const { name, bytes, filling } of given)
      transfer.items.add(new File([`%PDF-1.4\n%%EOF\n${filling.repeat(bytes)}`], name))
    return transfer
  }, files)
  const zone = page.getByRole('region', { name: 'Minh chứng', exact: true })
  await zone.dispatchEvent('dragenter', { dataTransfer: data })
  await expect(page.getByText('Thả tệp để thêm vào mục 1.4')).toBeVisible()
  await zone.dispatchEvent('drop', { dataTransfer: data })
}

test('files dropped on a criterion get there over a pause, a reload and a lost line, and become one piece', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'thcs1.nhanvien')
  page.on('dialog', (dialog) => dialog.accept())
  await page
    .getByRole('link', { name: /Chấm (điểm tiếp|phần được giao)/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/phieu/)
  await page.goto(page.url().replace(/\/phieu.*/, '/phieu/1.4'))
  const tray = page.getByRole('region', { name: 'Tệp đang thêm' })
  const row = (name: string) => tray.getByRole('listitem').filter({ hasText: name })
  const line = await lineOf(page)

  await line(400_000)
  await drop(page, [plan, film])
  await expect(row(plan.name)).toContainText('Đã đến nơi')
  await expect(row(plan.name)).toContainText(sha256(plan).slice(0, 12))
  await expect(row(film.name)).toContainText(/[1-9]\d? % · /)
  await page.getByRole('button', { name: `Tạm dừng ${film.name}` }).click()
  await expect(row(film.name)).toContainText(/Tạm dừng ở [1-9]/)
  await page.getByRole('button', { name: `Gửi tiếp ${film.name}` }).click()
  await expect(row(film.name)).toContainText(/[1-9]\d? % · /)

  // After the reload what the browser kept goes on by itself, from where it was.
  await page.reload()
  await line(400_000)
  await expect(row(plan.name)).toContainText('Đã đến nơi')
  await expect(row(film.name)).toContainText(/[1-9]\d? % · /)
  await line(400_000, true)
  await expect(row(film.name)).toContainText('Sẽ tự gửi tiếp khi có mạng lại')
  await line(-1)
  await expect(row(film.name)).toContainText(sha256(film).slice(0, 12))

  await tray.getByRole('button', { name: 'Cùng một minh chứng' }).click()
  await tray.getByLabel('Tên minh chứng').fill('Hồ sơ triển khai chuyển đổi số')
  await tray.getByRole('button', { name: /^Thêm thông tin/ }).click()
  await tray.getByLabel('Số, ký hiệu').fill('12/KH-THCS')
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await tray.getByRole('button', { name: 'Thêm thành một minh chứng (2 tệp)' }).click()
  await expect(page.getByRole('button', { name: 'Hồ sơ triển khai chuyển đổi số' })).toBeVisible()
  await expect(tray).toBeHidden()

  // The same content again is noticed; a refused file says why, and how much room there is can be asked.
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'Bản sao.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf(plan.bytes, plan.filling)) },
      { name: 'cài đặt.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ'.padEnd(2000, 'x')) },
    ])
  await expect(row('cài đặt.exe')).toContainText('Loại tệp này không được nhận')
  await expect(row('Bản sao.pdf')).toContainText('Kho minh chứng đã có tệp này: “Hồ sơ triển khai chuyển đổi số”')
  await page.getByRole('button', { name: 'Bỏ tệp cài đặt.exe' }).click()
  await page.getByRole('button', { name: 'Bỏ tệp Bản sao.pdf' }).click()
  await page.getByRole('button', { name: 'Kho còn bao nhiêu chỗ?' }).click()
  await expect(page.getByText('Kho của đơn vị đã dùng')).toContainText('mỗi tệp tối đa 500 MB')
  await page.context().close()
})

test('a paper that lies in a box has its number and date, is used again from the library, and is described anew', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'thcs1.nhanvien')
  await page
    .getByRole('link', { name: /Chấm (điểm tiếp|phần được giao)/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/phieu/)
  const form = page.url().replace(/\/phieu.*/, '/phieu')
  await page.goto(`${form}/1.5.1`)
  await page.getByRole('button', { name: 'Thêm văn bản, giấy tờ' }).click()
  await page.getByRole('button', { name: 'Thêm văn bản này' }).click()
  await expect(page.getByLabel('Số, ký hiệu')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Tên, trích yếu văn bản').fill('Quy chế tổ chức thi trên máy')
  await page.getByLabel('Loại văn bản').press('Enter')
  await page.getByRole('option', { name: 'Quyết định' }).click()
  await page.getByLabel('Số, ký hiệu').fill('07/QĐ-THCS')
  await page.getByLabel('Ngày ban hành').fill('05/10/2026')
  await page.getByLabel('Ngày ban hành').press('Enter')
  await page.getByLabel('Cơ quan, người ban hành').fill('Trường THCS Minh Hoạ 1')
  await page.getByRole('button', { name: 'Thêm văn bản này' }).click()
  await expect(page.getByRole('button', { name: 'Quy chế tổ chức thi trên máy' })).toBeVisible()

  await page.goto(`${form}/1.5.2`)
  await page.getByRole('button', { name: 'Lấy từ kho minh chứng' }).click()
  await page.getByLabel('Tìm theo tên, số').fill('quy che thi')
  await page.getByRole('button', { name: 'Dùng “Quy chế tổ chức thi trên máy” cho mục này' }).click()
  await expect(page.getByText('dùng chung với 1.5.1')).toBeVisible()
  await page.getByRole('button', { name: /^Sửa thông tin và tệp của/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Thông tin minh chứng' })
  await dialog.locator('input[type=file]').setInputFiles({
    ...{ name: 'Bản chụp.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf(500, 'c')) },
  })
  await expect(dialog.getByRole('button', { name: 'Bỏ tệp Bản chụp.pdf khỏi minh chứng' })).toBeVisible()
  await dialog.getByLabel('Tên minh chứng').fill('Quy chế thi trên máy tính')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(page.getByRole('button', { name: 'Quy chế thi trên máy tính' })).toBeVisible()
  await page.context().close()
})
