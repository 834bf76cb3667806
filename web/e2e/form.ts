import { expect, type Page } from '@playwright/test'

/** Opens a line of the form by its code, through the search of the outline: `/`, the code, Enter. */
export async function openLine(page: Page, code: string) {
  const outline = page.getByRole('complementary').getByRole('searchbox')
  await outline.fill(code)
  await outline.press('Enter')
  await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: code }).first()).toBeVisible()
}

/** A link as proof of the line that is open. */
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
