import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, signedIn } from './app.ts'
import { fillForm } from './form.ts'

const receiver = 'Phòng GDĐT quận Minh Hoạ 1'

/** From campaign to certificate in a browser: source 001, annex III.1 to III.4, each step by the person whose turn it is. */
test('one school goes from the open campaign to its request', async ({ browser }) => {
  test.setTimeout(300_000)

  // The school scores its 29 lines and proves the conditions.
  const staff = await signedIn(browser, 'th1.nhanvien')
  await expectAccessible(staff)
  await staff
    .getByRole('link', { name: /Chấm điểm/ })
    .first()
    .click()
  await expect(staff).toHaveURL(/\/phieu/)
  const formUrl = staff.url().replace(/\/phieu.*/, '/phieu')
  const fileUrl = formUrl.replace('/phieu', '')
  await fillForm(staff, formUrl)
  await expect(staff.getByText('Đã đủ mọi mục').first()).toBeVisible()
  await expectAccessible(staff)
  await staff.goto(`${fileUrl}/gui/finish`)
  await staff.getByRole('button', { name: 'Hoàn thành chấm điểm, trình thủ trưởng' }).click()
  await expect(staff.getByText('Chờ thủ trưởng duyệt').first()).toBeVisible()

  // The head, another person, approves and sends it up.
  const head = await signedIn(browser, 'th1.hieutruong')
  await head.getByRole('link', { name: 'Xem và phê duyệt' }).first().click()
  await expectAccessible(head)
  await approve(head, '15/QĐ-THMH')
  await expect(head.getByText('Đã duyệt, chưa nộp').first()).toBeVisible()
  await head.goto(`${fileUrl}/gui-ho-so`)
  await head.getByLabel('Số, kí hiệu').fill('12/TTr-TH')
  await head.getByRole('button', { name: `Nộp cho ${receiver}` }).click()
  await expect(head.getByText('Chờ tiếp nhận').first()).toBeVisible()
})

/** The head approves by decision; this school is too small for a council. */
async function approve(head: Page, number: string) {
  await head.getByLabel('Số quyết định').fill(number)
  await head.getByLabel('Lý do không lập hội đồng').fill('Trường có ít cán bộ, thủ trưởng trực tiếp chỉ đạo')
  await head.getByRole('button', { name: 'Phê duyệt kết quả tự đánh giá' }).click()
}
