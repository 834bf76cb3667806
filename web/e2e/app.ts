import AxeBuilder from '@axe-core/playwright'
import { expect, type Browser, type Page } from '@playwright/test'

/** The password that every account of the demonstration has. */
export const password = 'Minh-hoa-2026'

/** A person of the demonstration in a browser of their own, signed in as people do it. */
export async function signedIn(browser: Browser, username: string, size = { width: 1440, height: 900 }): Promise<Page> {
  const page = await (await browser.newContext({ viewport: size })).newPage()
  await page.goto('/dang-nhap')
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  return page
}

/** No fault that axe knows of WCAG 2.1 AA on the page as it stands. */
export async function expectAccessible(page: Page) {
  // What stands there before the app does comes and goes.
  await expect(page.locator('.arriving')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page })
    // A message that is fading has no contrast to speak of.
    .exclude('.el-message')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
  expect(found, page.url()).toEqual([])
}

/** Nothing sticks out to the side: a page that scrolls sideways on a phone is broken. */
export async function expectFits(page: Page) {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  // A page that was just turned to another width takes a moment to be laid out anew.
  await expect.poll(over, { message: page.url() }).toBeLessThanOrEqual(0)
}

/**
 * Chooses from a list that unfolds, by the keyboard as far as it goes: what lies over the field catches the mouse, and
 * the list moves with the page.
 */
export async function choose(page: Page, field: string, option: string | RegExp) {
  const box = page.getByRole('combobox', { name: field })
  const wanted = page.getByRole('option', { name: option }).first()
  await expect(async () => {
    if (!(await wanted.isVisible())) await box.press('ArrowDown')
    await wanted.click({ timeout: 3000 })
    await expect(wanted).toBeHidden({ timeout: 3000 })
  }).toPass()
}
