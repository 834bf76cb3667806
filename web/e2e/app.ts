import AxeBuilder from '@axe-core/playwright'
import {
  expect,
  test,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test'

/** The password that every account of the demonstration has. */
export const password = 'Minh-hoa-2026'

const atWork = (page: Page) => expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()

/** Whoever signed in during the test before this one; their pages would go on asking the server. */
const guests: { testId: string; contexts: BrowserContext[] } = { testId: '', contexts: [] }

async function aContext(browser: Browser, options: BrowserContextOptions) {
  const { testId } = test.info()
  if (guests.testId !== testId) {
    for (const context of guests.contexts.splice(0)) await context.close()
    guests.testId = testId
  }
  const context = await browser.newContext(options)
  guests.contexts.push(context)
  return context
}

const size = { width: 1440, height: 900 }

/** A person of the demonstration in a browser of their own, signed in as people do it. */
export async function signedInByForm(browser: Browser, username: string): Promise<Page> {
  const page = await (await aContext(browser, { viewport: size })).newPage()
  await page.goto('/dang-nhap')
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await atWork(page)
  return page
}

/** The same without the form: the browser comes back to a session that was begun before, which is quicker. */
export async function signedIn(browser: Browser, username: string, viewport = size): Promise<Page> {
  const context = await aContext(browser, { viewport })
  const reply = await context.request.post('/api/v1/session', { data: { username, password } })
  expect(reply.status(), await reply.text()).toBe(200)
  const page = await context.newPage()
  // On a page of ours without the app, where it is noted as the app does it that there is a session.
  await page.goto('/api/v1/ready')
  await page.evaluate(() => localStorage.setItem('thuoc.session', 'begun before'))
  await page.goto('/viec-cua-toi')
  await atWork(page)
  return page
}

/** No fault that axe knows of WCAG 2.1 AA on the page as it stands. */
export async function expectAccessible(page: Page) {
  // What stands there before the app does comes and goes.
  await expect(page.locator('.arriving')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page })
    // All frames are ours: they are looked at where they stand, and only faults are written out. Otherwise each look
    // opens a page of its own and carries all that is right over to it.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
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
