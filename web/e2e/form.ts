import { expect, type Page } from '@playwright/test'

const conditions = ['1.1', '1.2', '2.1', '2.2']
const scored = ['1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4 1.5.1 1.5.2 1.6.1 1.6.2 1.6.3 1.7.1 1.7.2 1.7.3']
  .concat(['2.3.1 2.3.2 2.3.3 2.3.4 2.3.5 2.3.6 2.3.7 2.3.8 2.4.1 2.4.2 2.4.3'])
  .flatMap((row) => row.split(' '))

/** Opens a line of the form by its code, through the search of the outline: `/`, the code, Enter. */
async function openLine(page: Page, code: string) {
  const outline = page.getByRole('complementary').getByRole('searchbox')
  await outline.fill(code)
  await outline.press('Enter')
  await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: code }).first()).toBeVisible()
}

/** Meets every condition with a link as proof, and gives every line its maximum. */
export async function fillForm(page: Page, formUrl: string) {
  await page.goto(formUrl)
  for (const code of conditions) {
    await openLine(page, code)
    const met = page.getByRole('button', { name: 'Đạt', exact: true })
    if ((await met.getAttribute('aria-pressed')) !== 'true') await saving(page, () => met.click())
    await addLink(page, `https://minhhoa.example/van-ban-${code}`, `Văn bản ${code}`)
  }
  await openLine(page, '1.3')
  await addLink(page, 'https://minhhoa.example/lms', 'Trang học trực tuyến')
  for (const code of scored) {
    await openLine(page, code)
    await giveMaximum(page)
  }
}

async function giveMaximum(page: Page) {
  const score = page.getByRole('textbox', { name: /Điểm mục/ }).first()
  await expect(score).toBeVisible()
  // What other systems have counted is taken as it stands; what they have not is typed.
  const offers = page.getByRole('button', { name: /^Lấy số này \(/ })
  while ((await offers.count()) > 0) await saving(page, () => offers.first().click())
  await typeFigure(page, 'Số đạt', '40')
  await typeFigure(page, 'Tổng số', '40')
  await typeFigure(page, 'Số lượng', '120')
  const picks = page.getByRole('button', { name: /^Chấm .* điểm$/ })
  if ((await picks.last().getAttribute('aria-pressed')) !== 'true') await saving(page, () => picks.last().click())
}

async function typeFigure(page: Page, label: string, figure: string) {
  const input = page.getByLabel(label)
  if ((await input.isVisible()) && (await input.inputValue()) === '') await input.fill(figure)
}

export async function addLink(page: Page, url: string, title: string) {
  await page.getByRole('button', { name: 'Thêm đường dẫn', exact: true }).click()
  await page.getByLabel('Địa chỉ (đường dẫn)').fill(url)
  await page.getByLabel(/^Tên minh chứng/).fill(title)
  await page.getByRole('button', { name: 'Thêm đường dẫn này' }).click()
  await expect(page.getByText(title).first()).toBeVisible()
}

/** Does something that the form saves by itself, and waits until the server has it. */
export async function saving(page: Page, change: () => Promise<unknown>) {
  const answered = page.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.url().includes('lines/'))
  await change()
  expect((await answered).status()).toBe(200)
}
