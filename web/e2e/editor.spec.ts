import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

/** A draft begun from nothing, open in the editor. */
async function begin(page: Page, code: string) {
  await page.goto('/bo-chi-so')
  await page.getByRole('link', { name: 'Soạn bộ mới' }).click()
  await page.getByLabel('Mã bộ chỉ số').fill(code)
  await page.getByLabel('Tên bộ chỉ số').fill('Bộ chỉ số thư viện số minh hoạ')
  await page.getByLabel('Trường tiểu học').check()
  await page.getByRole('button', { name: 'Tạo bản nháp và soạn' }).click()
  await expect(page.getByRole('tree')).toBeVisible()
}

const row = (page: Page, name: RegExp) => page.getByRole('treeitem', { name })
/** Waits until what is on the screen is with the server. */
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /đã lưu/ })).toBeVisible()

/** The part of the tree that the keyboard reaches from its first row. */
async function toTree(page: Page) {
  await page.locator('[role=treeitem][tabindex="0"]').focus()
}

test('an officer writes a small set by keyboard, mends a fault, tries figures and publishes', async ({ browser }) => {
  const page = await signedIn(browser, 'so.chuyenvien', desk)
  const { keyboard } = page
  await begin(page, 'MH-SOAN-1')

  // The group and its line get their titles: Enter leads from the tree into the title.
  await toTree(page)
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await expect(row(page, /^1 /)).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByLabel('Tên, nội dung')).toBeFocused()
  await keyboard.type('Hạ tầng và học liệu')
  await toTree(page)
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Tiêu chí 1.1' })).toBeVisible()
  await expect(page.getByLabel('Tên, nội dung')).toBeFocused()
  await keyboard.type('Kế hoạch thư viện số')
  await page.getByLabel('Điểm tối đa', { exact: true }).fill('40')

  // A second line takes what is left, and is a count read by bands.
  await toTree(page)
  await keyboard.press('Insert')
  await expect(page.getByLabel('Tên, nội dung')).toBeFocused()
  await keyboard.type('Số đầu sách số')
  await expect(row(page, /^1\.2 Số đầu sách số.*60/)).toBeVisible()
  await page.getByLabel('Loại tiêu chí').selectOption('count')
  await page.getByLabel('Cách cho điểm').selectOption('bands')
  await page.getByRole('button', { name: 'Thêm khoảng' }).click()
  await page.getByLabel('Đầu trên', { exact: true }).selectOption('below')
  await page.getByLabel('Con số đầu trên').fill('100')
  await page.getByRole('button', { name: 'Thêm khoảng' }).click()
  await expect(page.getByText('Đọc là: từ 100 được 0 điểm.')).toBeVisible()
  await page.getByLabel('Được điểm').nth(1).fill('70')

  // The fault is listed, leads to its field, and goes with the mending.
  const faults = page.getByRole('region', { name: 'Những lỗi còn lại' })
  const fault = faults.getByRole('button', { name: /1\.2 Một khoảng cho 70 điểm, quá điểm tối đa 60/ })
  await expect(fault).toBeVisible()
  await row(page, /Thông tin chung/).click()
  await fault.press('Enter')
  await expect(page.getByRole('heading', { name: 'Tiêu chí 1.2' })).toBeVisible()
  await expect(page.locator('[data-part="bands/1"]').locator(':focus')).toBeVisible()
  await page.getByLabel('Được điểm').nth(1).fill('60')
  await expect(faults).toContainText('Không còn lỗi')

  // Half a number stays in its field, is said to be unsaved, and is not lost on the way to another line.
  await page.getByLabel('Điểm tối đa', { exact: true }).fill('60,555')
  await row(page, /^1\.1 /).click()
  await expect(page.getByRole('status').filter({ hasText: 'còn 1 ô chưa lưu' })).toBeVisible()
  await row(page, /^1\.2 /).click()
  await expect(page.getByLabel('Điểm tối đa', { exact: true })).toHaveValue('60,555')
  await page.getByLabel('Điểm tối đa', { exact: true }).fill('60')

  // Moved by keyboard, taken back, numbered anew.
  await row(page, /^1\.2 /).click()
  await keyboard.press('Alt+ArrowUp')
  await expect(page.getByRole('treeitem').nth(3)).toContainText('Số đầu sách số')
  await keyboard.press('Control+z')
  await expect(page.getByRole('treeitem').nth(3)).toContainText('Kế hoạch thư viện số')
  await keyboard.press('Control+Shift+z')
  await page.getByRole('button', { name: 'Đánh lại số' }).click()
  await expect(row(page, /^1\.1 Số đầu sách số/)).toBeVisible()
  await keyboard.press('Control+z')
  await keyboard.press('Control+z')
  await expect(row(page, /^1\.1 Kế hoạch thư viện số/)).toBeVisible()
  await row(page, /^1\.2 /).focus()
  await keyboard.press('Delete')
  await expect(row(page, /^1\.2 /)).toHaveCount(0)
  await keyboard.press('Control+z')
  await expect(row(page, /^1\.2 Số đầu sách số/)).toBeVisible()

  await saved(page)
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('button', { name: 'Nội dung' }).click()
  await expect(page.getByLabel('Tên, nội dung')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await page.setViewportSize(desk)

  // What was saved is there for the one who comes back.
  await page.reload()
  await expect(row(page, /^1\.2 Số đầu sách số/)).toBeVisible()

  await page.getByRole('link', { name: 'Xem thử' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Xem thử MH-SOAN-1' })).toBeVisible()
  const outline = page.getByRole('navigation', { name: 'Các mục của phiếu' })
  const result = page.getByRole('region', { name: 'Kết quả chấm thử' })
  await outline.getByRole('button', { name: /^1\.2/ }).click()
  await page.getByLabel('Số lượng').fill('120')
  await expect(result.getByRole('meter')).toHaveAttribute('aria-valuenow', '60')
  await expect(result).toContainText('Đáp ứng cơ bản')
  await expect(result).toContainText('1.1 thêm được 40 điểm, riêng mục này đủ để lên mức')
  await outline.getByRole('button', { name: /^1\.1/ }).click()
  await page.getByRole('textbox', { name: 'Điểm mục 1.1' }).fill('16')
  await expect(result).toContainText('Đáp ứng tốt')
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectFits(page)
  await expectAccessible(page)
  await page.setViewportSize(desk)

  await page.getByRole('link', { name: 'Về trang soạn' }).click()
  await page.getByRole('link', { name: 'Đến trang ban hành' }).click()
  await page.getByRole('button', { name: 'Ban hành' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ban hành' }).click()
  await expect(page.getByText('Đã ban hành', { exact: true }).first()).toBeVisible()
})

test('whoever was slower sees who saved what, and chooses', async ({ browser }) => {
  const mine = await signedIn(browser, 'so.chuyenvien', desk)
  await begin(mine, 'MH-SOAN-2')
  const theirs = await mine.context().newPage()
  await theirs.goto(mine.url())
  await row(theirs, /^1 /).click()
  await theirs.getByLabel('Tên, nội dung').fill('Nhóm của người kia')
  await saved(theirs)

  await row(mine, /^1 /).click()
  await mine.getByLabel('Tên, nội dung').fill('Nhóm của tôi')
  const conflict = mine.getByRole('alert').filter({ hasText: 'Có người khác vừa sửa bản nháp này' })
  await expect(conflict).toContainText('Nhóm của người kia')
  await expect(conflict).toContainText('Nhóm của tôi')
  await conflict.getByRole('button', { name: 'Giữ bản của tôi' }).click()
  await saved(mine)
  await theirs.reload()
  await expect(row(theirs, /^1 Nhóm của tôi/)).toBeVisible()
})

test('what cannot be sent is kept, and goes out when the line is back', async ({ browser }) => {
  const page = await signedIn(browser, 'so.chuyenvien', desk)
  await begin(page, 'MH-SOAN-3')
  await page.context().setOffline(true)
  await row(page, /^1 /).click()
  await page.getByLabel('Tên, nội dung').fill('Soạn lúc mất mạng')
  await expect(page.getByRole('status').filter({ hasText: 'chưa lưu, đang thử lại' })).toBeVisible()
  await page.context().setOffline(false)
  await saved(page)
  await page.reload()
  await expect(row(page, /^1 Soạn lúc mất mạng/)).toBeVisible()
})
