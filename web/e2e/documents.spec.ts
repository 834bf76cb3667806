import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'
import { edited } from './workbook.ts'

const decision = 'Quyết định thành lập Hội đồng tự đánh giá'
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The head of a school whose council has begun draws its papers up, and changes the template they are made with. */
test('papers are drawn up, numbered and taken away; a template is refused with its faults, used, and given up', async ({
  browser,
}) => {
  const head = await signedIn(browser, 'thcs1.hieutruong')
  await head.goto('/ho-so')
  await head
    .getByRole('link', { name: /THCS Minh Hoạ 1/ })
    .first()
    .click()
  await head.getByRole('link', { name: 'Văn bản', exact: true }).click()
  await expect(head).toHaveURL(/van-ban$/)
  const papers = head.url()
  const paper = (name: string) => head.getByRole('article', { name })
  await paper(decision).getByRole('button', { name: 'Lập văn bản' }).click()
  await expect(paper(decision).getByText('Đã lập', { exact: true })).toBeVisible()
  const saving = head.waitForEvent('download')
  await paper(decision)
    .getByRole('button', { name: /^Tải Word/ })
    .click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^Quyết định thành lập Hội đồng.*\.docx$/)

  const sheet = paper('Phiếu tự đánh giá')
  await sheet.getByRole('button', { name: 'Lập văn bản' }).click()
  await expect(sheet.getByRole('button', { name: /^Tải PDF/ })).toBeVisible()
  const report = paper('Báo cáo tự đánh giá')
  await report.getByRole('button', { name: 'Lập văn bản' }).click()
  await report.getByRole('button', { name: 'Cấp số' }).click()
  await expectAccessible(head)
  await head.getByRole('dialog').getByLabel('Số văn bản').fill('27')
  await head.getByRole('dialog').getByRole('button', { name: 'Cấp số' }).click()
  await expect(report.getByText('27/BC-THCSMH1')).toBeVisible()
  await expect(report.getByRole('button', { name: 'Cấp số' })).toHaveCount(0)
  await expectAccessible(head)

  await head.goto('/cai-dat/mau-van-ban')
  await expectAccessible(head)
  await head.getByRole('link', { name: decision }).click()
  const taking = head.waitForEvent('download')
  await head.getByRole('button', { name: 'Tải mẫu đang dùng' }).click()
  const original = await readFile(await (await taking).path())
  const choose = (from: string, to: string) =>
    head.locator('input[type="file"]').setInputFiles({
      ...{ name: 'mau-cua-truong.docx', mimeType: wordType },
      buffer: edited(original, [{ part: 'word/document.xml', from, to }]),
    })
  await choose('{chủ tịch hội đồng}', '{người đứng đầu}')
  await expect(head.getByText('{người đứng đầu}')).toBeVisible()
  await expect(head.getByRole('button', { name: 'Lưu mẫu này' })).toHaveCount(0)
  await choose('Xét đề nghị', 'Theo đề nghị')
  await expect(head.getByText('Mẫu dùng được')).toBeVisible()
  await expectAccessible(head)
  await head.getByRole('button', { name: 'Lưu mẫu này' }).click()
  await expect(head.getByText('Mẫu của đơn vị', { exact: true })).toBeVisible()

  // What was made with the other template is behind now; made anew it is the next version.
  await head.goto(papers)
  await paper(decision).getByRole('button', { name: 'Lập lại' }).click()
  await expect(paper(decision).getByText(/bản 2/)).toBeVisible()
  await expect(paper(decision).getByText('1 bản trước')).toBeVisible()

  await head.goto('/cai-dat/mau-van-ban/council-decision')
  await head.getByRole('button', { name: 'Bỏ mẫu của đơn vị' }).click()
  await head.getByRole('dialog').getByRole('button', { name: 'Bỏ mẫu của đơn vị' }).click()
  await expect(head.getByText('Mẫu của hệ thống', { exact: true })).toBeVisible()
  await head.setViewportSize({ width: 390, height: 844 })
  await expectFits(head)
  await head.goto(papers)
  await expect(paper(decision)).toBeVisible()
  await expectFits(head)
})
