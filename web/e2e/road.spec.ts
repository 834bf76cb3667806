import { expect, test, type Page } from '@playwright/test'
import { fillTheRest, personAt, proveByLinks } from './api.ts'
import { expectAccessible, expectFits, signedIn } from './app.ts'
import { addLink, openLine, saving } from './form.ts'

const school = 'Trường Tiểu học Minh Hoạ 1'
const receiver = 'Phòng GDĐT quận Minh Hoạ 1'

/** The school's road in a browser: source 001, annex III.1 to III.4, each step by the person whose turn it is. */
test('one school sends its file, gets it back with what to mend beside a criterion, and is received', async ({
  browser,
  request,
}) => {
  // The school proves a condition and takes over what other systems have counted; the rest is filled in behind.
  const staff = await signedIn(browser, 'th1.nhanvien')
  await expectAccessible(staff)
  await staff
    .getByRole('link', { name: /Chấm điểm/ })
    .first()
    .click()
  await expect(staff).toHaveURL(/\/phieu/)
  const form = new URL(staff.url()).pathname.replace(/\/phieu.*/, '/phieu')
  const file = form.replace('/phieu', '')
  await openLine(staff, '1.1')
  await saving(staff, () => staff.getByRole('button', { name: 'Đạt', exact: true }).click())
  await addLink(staff, 'https://minhhoa.example/ke-hoach', 'Kế hoạch dạy học trực tuyến')
  await openLine(staff, '1.3.1')
  await saving(staff, () =>
    staff
      .getByRole('button', { name: /^Chấm .* điểm$/ })
      .last()
      .click(),
  )
  const [behind, id] = [await personAt(request, 'th1.nhanvien'), file.replace('/ho-so/', '')]
  await proveByLinks(behind, id, ['1.2', '1.3', '2.1', '2.2'])
  await fillTheRest(behind, id)
  await staff.reload()
  await expect(staff.getByText('Đã đủ mọi mục').first()).toBeVisible()
  await expectAccessible(staff)
  await finish(staff, file)

  // The head, another person, approves and sends it up.
  const head = await signedIn(browser, 'th1.hieutruong')
  await head.getByRole('link', { name: 'Xem và phê duyệt' }).first().click()
  await expectAccessible(head)
  await approveAndSend(head, file, '15/QĐ-THMH')

  // The office sends it back with a reason beside a criterion and a last day; the school sees it there.
  const officer = await signedIn(browser, 'phong1.chuyenvien')
  await officer.goto(`${file}/tra-lai`)
  const remark = officer.getByLabel('Mục 1.4: cần bổ sung gì, vì sao')
  // By the keyboard: the code and Enter.
  await officer.getByRole('combobox', { name: 'Thêm tiêu chí cần bổ sung' }).fill('1.4')
  await expect(officer.getByRole('option', { name: /^1\.4/ })).toBeVisible()
  await officer.keyboard.press('Enter')
  await remark.fill('Kèm danh mục học liệu đã số hoá.')
  await officer.getByLabel('Hạn gửi lại').fill('31/12/2098')
  await officer.getByLabel('Hạn gửi lại').press('Enter')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: `Trả lại cho ${school}` }).click()
  await expect(officer.getByText('Trả lại để bổ sung').first()).toBeVisible()

  await staff.goto(`${form}/1.4`)
  await expect(staff.getByText('Kèm danh mục học liệu đã số hoá.')).toBeVisible()
  await saving(staff, () => staff.getByLabel('Ghi chú').fill('Danh mục ở trang thư viện số của trường.'))
  await finish(staff, file)
  await head.goto(`${file}/gui/approve`)
  await approveAndSend(head, file, '16/QĐ-THMH')

  // What changed since is seen where the file is checked; then it is received.
  await officer.goto(`${file}/kiem-tra`)
  await expect(officer.getByText('Danh mục ở trang thư viện số của trường.').first()).toBeVisible()
  await officer.setViewportSize({ width: 390, height: 844 })
  await expectFits(officer)
  await officer.getByRole('button', { name: 'Các mục chưa trả lời: đạt' }).click()
  await officer.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click()
  await expect(officer.getByText('Đã tiếp nhận').first()).toBeVisible()
})

async function finish(staff: Page, file: string) {
  await staff.goto(`${file}/gui/finish`)
  await staff.getByRole('button', { name: 'Hoàn thành chấm điểm, trình thủ trưởng' }).click()
  await expect(staff.getByText('Chờ thủ trưởng duyệt').first()).toBeVisible()
}

/** The head approves by decision, for this school is too small for a council, and sends the request. */
async function approveAndSend(head: Page, file: string, number: string) {
  await head.getByLabel('Số quyết định').fill(number)
  await head.getByLabel('Lý do không lập hội đồng').fill('Trường có ít cán bộ, thủ trưởng trực tiếp chỉ đạo')
  await head.getByRole('button', { name: 'Phê duyệt kết quả tự đánh giá' }).click()
  await expect(head.getByText('Đã duyệt, chưa nộp').first()).toBeVisible()
  await head.goto(`${file}/gui-ho-so`)
  await head.getByLabel('Số, ký hiệu').fill('12/TTr-TH')
  await head.getByRole('button', { name: `Nộp cho ${receiver}` }).click()
  await expect(head.getByText('Chờ tiếp nhận').first()).toBeVisible()
}
