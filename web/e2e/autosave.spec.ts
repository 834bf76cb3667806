import { expect, test, type Page } from '@playwright/test'
import { expectFits, password, signedIn } from './app.ts'
import { saving } from './form.ts'

const inState = (text: string | RegExp) => ({ hasText: text })

/** The form of the school in the running campaign, opened from the start page. */
async function openForm(page: Awaited<ReturnType<typeof signedIn>>, code: string) {
  await page
    .getByRole('link', { name: /Chấm (điểm|phần được giao)/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/phieu/)
  const address = page.url().replace(/\/phieu.*/, `/phieu/${code}`)
  await page.goto(address)
  return address
}

test('what is typed without a line is kept, said to be unsaved, and sent when the line is back', async ({
  browser,
}) => {
  const staff = await signedIn(browser, 'thcs1.nhanvien')
  const address = await openForm(staff, '2.4.1')
  const score = staff.getByRole('textbox', { name: /Điểm mục/ }).first()
  const bar = staff.getByRole('region', { name: 'Kết quả và trạng thái lưu' })
  await saving(staff, () => score.fill('3'))

  await staff.context().setOffline(true)
  await score.fill('5,25')
  await expect(bar).toContainText(/chưa lưu 1 mục/)
  await staff.getByLabel('Ghi chú').first().fill('Viết lúc mất mạng')
  await saving(staff, () => staff.context().setOffline(false))
  await expect(bar).toContainText(/đã lưu/)

  await staff.goto(address)
  await expect(score).toHaveValue('5,25')
  await expect(staff.getByLabel('Ghi chú').first()).toHaveValue('Viết lúc mất mạng')
})

test('who comes to a full server is told so, waits, and loses nothing', async ({ browser }) => {
  const full = { type: '/problems/server.full', title: 'full', status: 503, code: 'server.full', requestId: 'x' }
  /** The door lets in whoever asks for the third time. */
  async function shut(page: Page, address: string, method: string) {
    let asked = 0
    await page.route(address, (route) => {
      if (route.request().method() !== method || (asked += 1) > 2) return route.fallback()
      return route.fulfill({
        status: 503,
        headers: { 'content-type': 'application/problem+json', 'retry-after': '3' },
        body: JSON.stringify({ ...full, retryAfter: 3 }),
      })
    })
  }
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await shut(page, '**/api/v1/session', 'POST')
  await page.goto('/dang-nhap')
  await page.getByLabel('Tên đăng nhập').fill('thcs1.nhanvien')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await expect(page.getByText('Máy chủ đang đông người. Trang tự gửi lại sau ít giây')).toBeVisible()
  await expectFits(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Máy chủ đang đông người')).toBeHidden()

  await openForm(page, '2.4.1')
  const score = page.getByRole('textbox', { name: /Điểm mục/ }).first()
  await expect(score).toBeVisible()
  await shut(page, '**/lines/*', 'PUT')
  const bar = page.getByRole('region', { name: 'Kết quả và trạng thái lưu' })
  await score.fill('2')
  await expect(bar).toContainText(/chưa lưu 1 mục, đang thử lại/)
  await expect(bar).toContainText(/đã lưu/, { timeout: 20_000 })
  await page.reload()
  await expect(score).toHaveValue('2')
  await page.context().close()
})

test('of two people on one line the second is told and chooses; nothing is overwritten silently', async ({
  browser,
}) => {
  const [first, second] = [await signedIn(browser, 'thcs1.nhanvien'), await signedIn(browser, 'thcs1.hoidong')]
  const addresses = [await openForm(first, '2.4.2'), await openForm(second, '2.4.2')]
  expect(addresses[0]).toBe(addresses[1])
  const scores = [first, second].map((page) => page.getByRole('textbox', { name: /Điểm mục/ }).first())
  for (const score of scores) await expect(score).toBeVisible()

  await saving(first, async () => scores[0]?.fill('4'))
  await scores[1]?.fill('9')
  await expect(second.getByText('Có người khác vừa sửa mục này')).toBeVisible()
  await saving(second, () => second.getByRole('button', { name: 'Giữ bản của tôi' }).click())
  await first.reload()
  await expect(first.getByRole('textbox', { name: /Điểm mục/ }).first()).toHaveValue('9')
})

test('a score above the maximum is refused beside its field, kept there, and counted nowhere', async ({ browser }) => {
  const staff = await signedIn(browser, 'thcs1.nhanvien', { width: 390, height: 844 })
  await openForm(staff, '2.4.3')
  const score = staff.getByRole('textbox', { name: /Điểm mục/ }).first()
  await score.fill('10,25')
  await expect(staff.getByText(/vượt mức tối đa 10/).first()).toBeVisible()
  await expect(score).toHaveValue('10,25')
  await expectFits(staff)
  await saving(staff, () => score.fill('10'))
})

test('by keyboard alone: a figure sets the score, arrows go from line to line, Ctrl+Enter to the next gap', async ({
  browser,
}) => {
  const staff = await signedIn(browser, 'thcs1.nhanvien')
  await openForm(staff, '2.3.1')
  await expect(staff.getByRole('heading').filter(inState('2.3.1')).first()).toBeVisible()
  await saving(staff, () => staff.keyboard.type('5'))
  await staff.keyboard.press('ArrowDown')
  await expect(staff.getByRole('heading').filter(inState('2.3.2')).first()).toBeVisible()
  await staff.keyboard.press('Control+Enter')
  await expect(staff).not.toHaveURL(/2\.3\.2$/)
  await staff.keyboard.press('/')
  await staff.keyboard.type('hoc lieu duoc so hoa')
  await staff.keyboard.press('Enter')
  await expect(staff).toHaveURL(/1\.4$/)
})

test('a session that ends in the middle of work asks for the password over the page, and nothing is lost', async ({
  browser,
  request,
}) => {
  const staff = await signedIn(browser, 'thcs1.nhanvien')
  await openForm(staff, '2.3.4')
  const score = staff.getByRole('textbox', { name: /Điểm mục/ }).first()
  await expect(score).toBeVisible()

  // The same person, at another machine, signs out everywhere.
  const data = { username: 'thcs1.nhanvien', password }
  const { accessToken } = await (await request.post('/api/v1/session', { data })).json()
  const headers = { authorization: `Bearer ${accessToken}` }
  expect((await request.delete('/api/v1/sessions', { headers })).status()).toBe(200)

  await score.fill('4,5')
  const panel = staff.getByRole('dialog')
  await panel.getByLabel('Mật khẩu', { exact: true }).fill(password)
  // What was on its way while the password was typed may be refused until then; in the end it is saved.
  const saved = staff.waitForResponse(
    (reply) => reply.request().method() === 'PUT' && reply.url().includes('lines/') && reply.status() === 200,
  )
  await panel.getByRole('button', { name: 'Làm tiếp' }).click()
  await saved
  await expect(score).toHaveValue('4,5')
  await staff.reload()
  await expect(score).toHaveValue('4,5')
})
