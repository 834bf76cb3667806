import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, password, signedIn, signedInByForm } from './app.ts'

// Nobody here writes anything: whichever worker is free takes the next.
test.describe.configure({ mode: 'parallel' })

/** Each role with the screens its navigation offers. Every one is opened at both widths, and checked. */
const roles: Record<string, readonly string[]> = {
  quantri: ['Đơn vị', 'Tài khoản', 'Khoá API', 'Bộ chỉ số'],
  'so.lanhdao': ['Việc của tôi', 'Hồ sơ đánh giá', 'Đợt đánh giá', 'Quyết định công nhận'],
  'so.chuyenvien': ['Việc của tôi', 'Hồ sơ đánh giá', 'Đợt đánh giá', 'Bộ chỉ số', 'Đơn vị'],
  'phong1.lanhdao': ['Việc của tôi', 'Hồ sơ đánh giá', 'Quyết định công nhận', 'Tài khoản'],
  'phong1.chuyenvien': ['Việc của tôi', 'Hồ sơ đánh giá', 'Công bố'],
  'thcs1.hieutruong': ['Việc của tôi', 'Hồ sơ đánh giá', 'Tài khoản'],
  'thcs1.nhanvien': ['Việc của tôi', 'Hồ sơ đánh giá'],
}

for (const [username, screens] of Object.entries(roles)) {
  test(`${username} finds every screen of the role, readable by all and on a phone`, async ({ browser }) => {
    const page = await signedInByForm(browser, username)
    const navigation = page.getByRole('navigation', { name: 'Các mục' })
    for (const screen of screens) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await navigation.getByRole('link', { name: screen, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      await expectAccessible(page)
      await expectFits(page)
      await page.setViewportSize({ width: 390, height: 844 })
      await expectAccessible(page)
      await expectFits(page)
    }
  })
}

test('a person in two units chooses where to act, and can change it', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await page.goto('/')
  await page.getByRole('link', { name: 'Đăng nhập' }).first().click()
  await page.getByLabel('Tên đăng nhập').fill('haidonvi')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('button', { name: /Trường THCS Minh Hoạ 2/ }).click()
  await expect(page.getByRole('banner')).toContainText('Trường THCS Minh Hoạ 2')
})

test('the interface speaks English when asked to, and stays so', async ({ browser }) => {
  const page = await signedIn(browser, 'thcs1.nhanvien')
  await page.getByRole('button', { name: 'EN · English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My work')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My work')
})
