import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

const phone = { width: 390, height: 844 }
const desk = { width: 1440, height: 900 }

/** A page as it stands on a desk and on a phone. */
async function looksRight(page: Page) {
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectFits(page)
  await page.setViewportSize(desk)
}

/** Today in Vietnam as people type it, so that attendance can be marked at once. */
const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

test('a body invites its schools, one registers and asks, the body answers, marks who came and closes', async ({
  browser,
}) => {
  const title = 'Tập huấn nhập minh chứng cho các trường'
  const officer = await signedIn(browser, 'phong1.chuyenvien')
  await officer.goto('/tap-huan/moi')
  await officer.getByLabel('Tên buổi tập huấn').fill(title)
  for (const [label, time, hour] of [
    ['Bắt đầu', 'Giờ bắt đầu', '00:01'],
    ['Kết thúc', 'Giờ kết thúc', '23:59'],
  ] as const) {
    await officer.getByRole('combobox', { name: label, exact: true }).fill(today)
    await officer.keyboard.press('Enter')
    await officer.getByLabel(time).fill(hour)
  }
  await officer.getByLabel('Địa điểm', { exact: true }).fill('Hội trường quận')
  await officer.getByText('Trường trung học cơ sở', { exact: true }).click()
  await expect(officer.getByText('Sẽ mời 4 đơn vị.')).toBeVisible()
  await looksRight(officer)
  await officer.getByRole('button', { name: 'Gửi lời mời tập huấn' }).click()
  await expect(officer.getByRole('heading', { level: 1, name: title })).toBeVisible()
  const address = officer.url()

  const head = await signedIn(browser, 'thcs1.hieutruong')
  await head.goto('/tap-huan')
  await looksRight(head)
  await head.getByRole('link', { name: title }).click()
  await head.getByRole('link', { name: 'Người dự' }).click()
  await head.getByLabel('Họ và tên').fill('Đinh Văn Thử')
  await head.getByLabel('Chức vụ').fill('Văn thư')
  await head.getByRole('button', { name: 'Đăng ký 1 người' }).click()
  await expect(head.getByRole('row').filter({ hasText: 'Đinh Văn Thử' })).toBeVisible()
  await looksRight(head)
  await head.getByRole('link', { name: 'Hỏi đáp' }).click()
  await head.getByLabel('Câu hỏi của đơn vị').fill('Có cần mang máy tính không?')
  await head.getByRole('button', { name: 'Gửi câu hỏi' }).click()

  await officer.goto(`${address}/hoi-dap`)
  await officer.getByRole('button', { name: 'Trả lời', exact: true }).click()
  await officer.getByLabel('Câu trả lời').fill('Có, mỗi trường một máy.')
  await officer.getByRole('button', { name: 'Đăng câu trả lời' }).click()
  await head.reload()
  await expect(head.getByText('Có, mỗi trường một máy.')).toBeVisible()

  await officer.goto(`${address}/nguoi-du`)
  await officer.getByRole('button', { name: 'Đinh Văn Thử có mặt' }).click()
  await expect(officer.getByRole('button', { name: 'Đinh Văn Thử có mặt' })).toHaveAttribute('aria-pressed', 'true')
  await officer.goto(address)
  await officer.getByRole('button', { name: 'Chốt buổi tập huấn' }).click()
  await officer.getByRole('dialog').getByRole('button', { name: 'Chốt buổi tập huấn' }).click()
  await expect(officer.getByText('Đã chốt', { exact: true }).first()).toBeVisible()
  await looksRight(officer)

  await officer.goto('/tap-huan/tham-gia')
  await expect(officer.getByRole('row').filter({ hasText: 'Trường THCS Minh Hoạ 1' })).toBeVisible()
  await looksRight(officer)
})

test('the calendar shows what is due, and its secret address is read without a session until it is ended', async ({
  browser,
  request,
}) => {
  const head = await signedIn(browser, 'thcs1.hieutruong')
  await head.goto('/lich')
  await expect(head.getByRole('heading', { level: 1, name: 'Lịch của tôi' })).toBeVisible()
  await head.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click()
  const address = await head.locator('code').innerText()
  await looksRight(head)
  const path = new URL(address).pathname
  const calendar = await request.get(path)
  expect([calendar.status(), (await calendar.text()).startsWith('BEGIN:VCALENDAR')]).toEqual([200, true])
  await head.getByRole('button', { name: 'Ngừng địa chỉ' }).click()
  await head.getByRole('button', { name: 'Ngừng địa chỉ' }).click()
  await expect(head.getByRole('button', { name: 'Tạo địa chỉ lịch' })).toBeVisible()
  expect((await request.get(path)).status()).toBe(404)
})

test('a year from paper is marked as such beside the years of the system, and is public where its body says so', async ({
  browser,
}) => {
  const officer = await signedIn(browser, 'phong1.chuyenvien')
  await officer.goto('/ket-qua-cac-nam')
  await looksRight(officer)
  await officer.getByRole('link', { name: 'Trường THCS Minh Hoạ 1' }).click()
  // Until the page has come, the list of all units still shows the same year.
  await expect(officer.getByRole('heading', { level: 1, name: 'Kết quả qua các năm' })).toBeVisible()
  await expect(officer.getByRole('row').filter({ hasText: '2023–2024' })).toContainText('Nhập từ hồ sơ giấy')
  await looksRight(officer)
})
