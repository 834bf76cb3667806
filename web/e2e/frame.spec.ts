import { expect, test } from '@playwright/test'
import { signedIn } from './app.ts'

test('the menu of the own account opens, walks and closes by keys alone, and by a click elsewhere', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'thcs1.hieutruong')
  await page.goto('/viec-cua-toi')
  const opener = page.getByRole('button', { name: /^Tài khoản/ })
  const entries = page.getByRole('menuitem')
  await opener.focus()
  await expect(opener).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('Enter')
  await expect(opener).toHaveAttribute('aria-expanded', 'true')
  await expect(entries.first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(entries.last()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(entries.first()).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(entries.last()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(entries).toHaveCount(0)
  await expect(opener).toBeFocused()

  await opener.click()
  await page.getByRole('heading', { level: 1 }).click()
  await expect(entries).toHaveCount(0)

  await opener.press('ArrowUp')
  await expect(entries.last()).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/tai-khoan$/)
})

test('on a phone all of the navigation comes with a press, and goes when a page is chosen', async ({ browser }) => {
  const page = await signedIn(browser, 'thcs1.hieutruong')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/viec-cua-toi')
  const more = page.getByRole('button', { name: 'Thêm' })
  await more.click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await more.click()
  await drawer.getByRole('link').last().click()
  await expect(drawer).toBeHidden()
})
