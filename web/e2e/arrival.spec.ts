import { expect, test, type Page } from '@playwright/test'

/** The page is asked for, and of its scripts this one is lost as long as `lost` says so of the times it was asked for. */
async function open(page: Page, script: RegExp, lost: (pages: number) => boolean) {
  const asked = { pages: 0 }
  page.on('request', (request) => void (asked.pages += Number(request.isNavigationRequest())))
  await page.route(script, (route) => (lost(asked.pages) ? route.abort() : route.continue()))
  await page.goto('/cong-khai')
  return asked
}
const reload = (page: Page) => page.getByRole('link', { name: 'Tải lại trang' })

for (const [name, script] of [
  ['what the app begins with', /assets\/index-[^/]+\.js/],
  ['what all of it stands on', /assets\/ground-[^/]+\.js/],
] as const) {
  test(`a page that lost ${name} on the way is loaded once more by itself`, async ({ page }) => {
    const asked = await open(page, script, (pages) => pages === 1)
    await expect(page.getByRole('button', { name: 'Tìm' })).toBeVisible()
    expect(asked.pages).toBe(2)
  })

  test(`a page that loses ${name} again says so, and is loaded when somebody asks for it`, async ({ page }) => {
    let broken = true
    const asked = await open(page, script, () => broken)
    await expect(reload(page)).toBeVisible()
    expect(asked.pages).toBe(2)
    broken = false
    await reload(page).click()
    await expect(page.getByRole('button', { name: 'Tìm' })).toBeVisible()
    await expect(reload(page)).toHaveCount(0)
  })
}

test('a page of which no script comes says so by itself after a while', async ({ page }) => {
  await page.route(/assets\/[^/]+\.js/, (route) => route.abort())
  await page.goto('/cong-khai')
  await expect(reload(page)).toBeHidden()
  // Half a minute passes.
  await page.evaluate(() => {
    for (const one of document.getAnimations()) one.currentTime = 30_000
  })
  await expect(reload(page)).toBeVisible()
})

test('while the first page itself is away, its place says so', async ({ page }) => {
  await page.route(/assets\/(results|ResultListPage)-[^/]+\.js/, (route) => route.abort())
  await page.goto('/cong-khai')
  await expect(reload(page)).toBeVisible()
})
