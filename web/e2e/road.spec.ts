import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'
import { fillForm, lines, openLine, saving } from './form.ts'

const school = 'Trường Tiểu học Minh Hoạ 1'
const receiver = 'Phòng GDĐT quận Minh Hoạ 1'

/** From campaign to certificate in a browser: source 001, annex III.1 to III.4, each step by the person whose turn it is. */
test('one school goes from the open campaign to a published, publicly checkable result', async ({ browser }) => {
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

  // The office sends it back with a reason beside a criterion; the school sees it there, mends and sends it again.
  const officer = await signedIn(browser, 'phong1.chuyenvien')
  await officer.goto(`${fileUrl}/tra-lai`)
  const remark = officer
    .getByRole('article')
    .filter({ has: officer.getByRole('heading', { name: /^1\.4 / }) })
    .getByLabel('Cần bổ sung gì, vì sao')
  // The list closes when the page below it moves: then it is opened again.
  await expect(async () => {
    await officer.getByRole('combobox', { name: 'Thêm tiêu chí cần bổ sung' }).fill('1.4')
    await officer.getByRole('option', { name: /^1\.4/ }).click({ timeout: 3_000 })
    await expect(remark).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await remark.fill('Kèm danh mục học liệu đã số hoá.')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: `Trả lại cho ${school}` }).click()
  await expect(officer.getByText('Trả lại để bổ sung').first()).toBeVisible()

  await staff.goto(`${formUrl}/1.4`)
  await expect(staff.getByText('Kèm danh mục học liệu đã số hoá.')).toBeVisible()
  await saving(staff, () => staff.getByLabel('Ghi chú').fill('Danh mục ở trang thư viện số của trường.'))
  await staff.goto(`${fileUrl}/gui/finish`)
  await staff.getByRole('button', { name: 'Hoàn thành chấm điểm, trình thủ trưởng' }).click()
  await expect(staff.getByText('Chờ thủ trưởng duyệt').first()).toBeVisible()
  await head.goto(`${fileUrl}/gui/approve`)
  await approve(head, '16/QĐ-THMH')
  await expect(head.getByText('Đã duyệt, chưa nộp').first()).toBeVisible()
  await head.goto(`${fileUrl}/gui-ho-so`)
  await head.getByLabel('Số, kí hiệu').fill('12/TTr-TH')
  await head.getByRole('button', { name: `Nộp cho ${receiver}` }).click()
  await expect(head.getByText('Chờ tiếp nhận').first()).toBeVisible()

  // The office accepts it and sends a team: itself as head.
  await officer.goto(`${fileUrl}/kiem-tra`)
  await officer.getByRole('button', { name: 'Các mục chưa trả lời: đạt' }).click()
  await officer.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click()
  await expect(officer.getByText('Đã tiếp nhận').first()).toBeVisible()
  await officer.goto(`${fileUrl}/doan-danh-gia`)
  await officer
    .getByRole('listitem')
    .filter({ hasText: receiver })
    .filter({ hasText: 'Chuyên viên' })
    .getByRole('button', { name: /^Thêm .* vào đoàn$/ })
    .first()
    .click()
  await officer.getByRole('button', { name: 'Lập đoàn và bắt đầu đánh giá ngoài' }).click()
  await expect(officer.getByText('Đang đánh giá ngoài').first()).toBeVisible()

  // The team scores every line beside the school's, differs on one and says why.
  const leader = await signedIn(browser, 'phong1.lanhdao')
  await officer.goto(`${fileUrl}/danh-gia-ngoai/1.1`)
  for (const code of lines) {
    await openLine(officer, code)
    const agree = officer.getByRole('button', { name: 'Đồng ý với điểm tự đánh giá' })
    await saving(officer, () => agree.click())
  }
  await openLine(officer, '1.4')
  await officer.getByRole('textbox', { name: /Điểm mục/ }).fill('6')
  await saving(officer, () => officer.getByLabel('Lý do chấm khác').fill('Một phần danh mục chưa có tệp.'))
  await expectAccessible(officer)
  await officer.goto(`${fileUrl}/danh-gia-ngoai/hoan-thanh`)
  await officer.getByRole('button', { name: 'Hoàn thành đánh giá ngoài' }).click()
  await expect(officer.getByText('Chờ đơn vị xem dự thảo kết quả').first()).toBeVisible()

  // The head of the school sees the draft result and accepts it.
  await head.goto(`${fileUrl}/kien-nghi`)
  await expect(head.getByRole('heading', { name: 'Dự thảo kết quả', exact: true })).toBeVisible()
  await expectAccessible(head)
  await head.getByRole('link', { name: 'Chấp nhận dự thảo kết quả' }).click()
  await head.getByRole('button', { name: 'Chấp nhận dự thảo kết quả' }).click()
  await expect(head.getByText('Chờ đề nghị công nhận').first()).toBeVisible()

  // The officer puts the school on a list and hands it to the leader.
  await officer.goto('/de-nghi-cong-nhan/moi')
  await officer.getByLabel('Số danh sách').fill('27/DS-PGDĐT')
  await officer.getByRole('button', { name: 'Lập danh sách' }).click()
  await officer.getByLabel('Tìm theo tên hoặc mã đơn vị').fill(school)
  await officer.getByRole('button', { name: /^Thêm/ }).click()
  await expect(officer.getByText('Đã thêm 1 đơn vị')).toBeVisible()
  await expectAccessible(officer)
  const warnings = officer.getByRole('checkbox', { name: /Đã xem và xác nhận/ })
  if (await warnings.isVisible()) await warnings.check()
  await officer.getByRole('button', { name: /^Trình 1 đơn vị/ }).click()
  await expect(officer.getByText('Đã trình lãnh đạo', { exact: true }).first()).toBeVisible()

  // The leader decides; the level follows from the external scores. The office publishes.
  await leader.goto('/quyet-dinh/moi')
  await leader.getByRole('checkbox', { name: `Chọn ${school}` }).check()
  await leader.getByLabel('Số quyết định').fill('27/QĐ-PGDĐT')
  await leader.getByLabel('Người ký').first().fill('Nguyễn Văn Mẫu')
  await leader.getByLabel('Chức vụ người ký').fill('Trưởng phòng')
  await expectAccessible(leader)
  await leader.getByRole('button', { name: /^Công nhận/ }).click()
  await expect(leader.getByRole('heading', { name: /27\/QĐ-PGDĐT/ })).toBeVisible()
  const number = await leader.getByRole('row').filter({ hasText: school }).getByRole('cell').last().innerText()
  await officer.goto('/cong-bo')
  await officer.getByRole('checkbox', { name: `Chọn ${school}` }).check()
  await officer.getByRole('button', { name: /^Công bố/ }).click()
  await expect(officer.getByText(/Đã công bố 1 kết quả/).first()).toBeVisible()

  // Anyone, on a phone, without accents: finds the school, and its certificate is genuine.
  const parent = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await parent.goto('/cong-khai')
  await parent.getByLabel('Tên hoặc mã đơn vị').fill('tieu hoc minh hoa 1')
  await parent.keyboard.press('Enter')
  await parent.getByRole('link', { name: school }).first().click()
  await expect(parent.getByText(number).first()).toBeVisible()
  await expectFits(parent)
  await expectAccessible(parent)
  await parent.goto('/chung-nhan')
  await parent.getByLabel('Số giấy chứng nhận').fill(number.toLowerCase())
  await parent.getByRole('button', { name: 'Kiểm tra', exact: true }).click()
  await expect(parent.getByText(`Giấy chứng nhận ${number} là thật`)).toBeVisible()
})

/** The head approves by decision; this school is too small for a council. */
async function approve(head: Page, number: string) {
  await head.getByLabel('Số quyết định').fill(number)
  await head.getByLabel('Lý do không lập hội đồng').fill('Trường có ít cán bộ, thủ trưởng trực tiếp chỉ đạo')
  await head.getByRole('button', { name: 'Phê duyệt kết quả tự đánh giá' }).click()
}
