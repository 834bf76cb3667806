import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

const password = 'Sáng tháng Năm rực rỡ'
const sheet = [
  'Họ tên,Thư điện tử,Điện thoại,Mã đơn vị,Vai trò,Chức vụ,Phụ trách',
  'Đinh Thị Phiếu Mẫu,phieu.mau@example.org,0912 345 678,MH-THCS1,Nhân viên nhập liệu,Giáo viên,Đầu mối',
].join('\r\n')
const csv = (content: string) => ({
  name: 'nguoi-dung.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${content}`, 'utf8'),
})

test('people come in from a sheet, get a slip, and sign in with its code', async ({ browser }) => {
  // Three people in three browsers, and a file in between.
  test.slow()
  const head = await signedIn(browser, 'thcs1.hieutruong')
  await head.goto('/nhap/people')
  await head.locator('input[type=file]').setInputFiles(csv(`${sheet.replace('Phụ trách', 'Mật khẩu')}`))
  await expect(head.getByText(/không được có cột “Mật khẩu”/).first()).toBeVisible()
  await head.goto('/nhap/people')
  await head.locator('input[type=file]').setInputFiles(csv(sheet))
  await head.getByRole('button', { name: 'Xác nhận nhập' }).click()
  await expect(head.getByText('Đã nhập xong').first()).toBeVisible()

  await head.goto('/nguoi-dung?q=phieu mau')
  await expect(head.getByRole('cell', { name: 'Chưa mời' })).toBeVisible()
  await expect(head.getByText('0912 345 678')).toBeVisible()
  await expectAccessible(head)
  await expectFits(head)

  await head.goto('/nguoi-dung/moi-tham-gia?q=phieu mau')
  await head.getByRole('button', { name: 'Tạo phiếu cho 1 người' }).click()
  await expect(head.getByText('Đã mời 1 người')).toBeVisible()
  const code = await head.getByText(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/).innerText()
  await expectAccessible(head)
  await expectFits(head)

  const person = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await person.goto('/dang-nhap')
  await person.getByRole('link', { name: /Có phiếu mời/ }).click()
  await person.getByLabel('Mã trên phiếu').fill(code.toUpperCase().replaceAll('-', ' '))
  await person.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(person.getByText('Đinh Thị Phiếu Mẫu')).toBeVisible()
  await expectAccessible(person)
  await expectFits(person)
  await person.getByLabel('Mật khẩu của bạn', { exact: true }).fill(password)
  await person.getByRole('button', { name: 'Đặt mật khẩu và bắt đầu' }).click()
  await expect(person.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()

  const late = await (await browser.newContext()).newPage()
  await late.goto(`/nhan-tai-khoan#${code}`)
  await expect(late.getByText(/Lời mời này đã dùng/)).toBeVisible()
  await head.goto('/nguoi-dung?q=phieu mau')
  await expect(head.getByRole('cell', { name: 'Đã nhận' })).toBeVisible()
})

test('a head lets somebody sign for a time, and takes it back', async ({ browser }) => {
  const head = await signedIn(browser, 'thcs1.hieutruong')
  await head.getByRole('navigation', { name: 'Các mục' }).getByRole('link', { name: 'Ký thay' }).click()
  await head.getByRole('button', { name: 'Giao ký thay' }).first().click()
  const dialog = head.getByRole('dialog')
  await dialog.getByLabel('Người ký thay').click()
  await head.getByRole('option', { name: /Trần Văn Mẫu/ }).click()
  await dialog.getByLabel('Căn cứ').fill('Quyết định 12/QĐ-THCS')
  await expectAccessible(head)
  await dialog.getByRole('button', { name: 'Giao ký thay' }).click()
  await expect(head.getByRole('cell', { name: /Trần Văn Mẫu.*Đang có hiệu lực/ })).toBeVisible()

  const deputy = await signedIn(browser, 'thcs1.nhanvien')
  await deputy.goto('/tai-khoan')
  await expect(deputy.getByText(/^KT\. /)).toBeVisible()
  await expectAccessible(deputy)

  await head.getByRole('button', { name: /Thu hồi quyền ký thay của Trần Văn Mẫu/ }).click()
  await head.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
  await expect(head.getByRole('cell', { name: /Đã thu hồi/ })).toBeVisible()
})
