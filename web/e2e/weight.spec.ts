import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { personAt } from './api.ts'
import { signedIn } from './app.ts'

/** Kilobytes of JavaScript that come over the line until the page is still, to somebody who comes for the first time. */
async function scriptsOf(page: Page, path: string): Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000
}

// Bytes, not seconds: they are the same on every machine. The limits leave a twentieth or more for what is still to come.
for (const [name, path, most] of [
  ['the sign-in page', '/dang-nhap', 95],
  ['the public page', '/cong-khai', 97],
] as const)
  test(`${name} comes up with at most ${most} kB of JavaScript`, async ({ page }) => {
    const kilobytes = await scriptsOf(page, path)
    expect(kilobytes).toBeGreaterThan(50)
    expect(kilobytes).toBeLessThan(most)
  })

for (const [name, most, pathFor] of [
  ['the start page', 152, () => Promise.resolve('/viec-cua-toi')],
  ['the assessment form', 178, formOf],
] as const)
  test(`${name} comes up with at most ${most} kB of JavaScript`, async ({ browser, request }) => {
    const path = await pathFor(request)
    const before = await signedIn(browser, 'thcs1.hieutruong')
    // The same person on another machine, where nothing is kept yet.
    const context = await browser.newContext({ storageState: await before.context().storageState() })
    const kilobytes = await scriptsOf(await context.newPage(), path)
    await context.close()
    expect(kilobytes).toBeGreaterThan(50)
    expect(kilobytes).toBeLessThan(most)
  })

async function formOf(request: APIRequestContext): Promise<string> {
  const head = await personAt(request, 'thcs1.hieutruong')
  const { items }: { items: { id: string }[] } = await head.get('/submissions?status=drafting&running=true')
  return `/ho-so/${items[0]?.id}/phieu`
}
