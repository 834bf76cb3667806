import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

/** A returned file with every line filled: its head sets up a council, which differs on a line, agrees and signs. */
test('a council is set up, differs on a line, agrees, signs its minutes; the head approves by decision', async ({
  browser,
}) => {
  const head = await signedIn(browser, 'thcs3.hieutruong')
  await head.goto('/ho-so')
  await head
    .getByRole('link', { name: /THCS Minh Hoạ 3/ })
    .first()
    .click()
  await head.getByRole('link', { name: 'Hội đồng', exact: true }).click()
  await expect(head).toHaveURL(/hoi-dong$/)
  const council = head.url()
  const file = council.replace('/hoi-dong', '')

  // Whoever is added first presides, the second is the secretary.
  await head.getByRole('link', { name: 'Lập hội đồng' }).first().click()
  await head.getByLabel('Số quyết định').fill('31/QĐ-THCSMH3')
  const add = head.getByRole('button', { name: /^Thêm .* vào hội đồng$/ })
  await expect(add).toHaveCount(2)
  const own = head
    .getByRole('listitem')
    .filter({ hasText: 'Hiệu trưởng' })
    .getByRole('button', { name: /^Thêm / })
  await own.click()
  await add.click()
  await head.getByLabel('Người không có tài khoản: họ tên').fill('Bùi Thị Thí Dụ')
  await head.getByRole('button', { name: 'Thêm người này' }).click()
  await expectAccessible(head)
  await head.getByRole('button', { name: 'Ghi quyết định thành lập' }).click()
  await expect(head.getByRole('heading', { name: 'Quyết định số 31/QĐ-THCSMH3' })).toBeVisible()

  await head.getByRole('link', { name: 'Phân công, tiến độ' }).click()
  await expect(head.getByText(/mục chưa giao/).first()).toBeVisible()
  await head.getByRole('combobox', { name: 'Giao mục 1.4 cho' }).click({ force: true })
  await head.getByRole('option').nth(1).click()
  await expect(head.getByText('0/1 đã chấm')).toBeVisible()
  await head.keyboard.press('Escape')
  await expectAccessible(head)

  // The secretary scores the line in the form, beside what the school said.
  const secretary = await signedIn(browser, 'thcs3.hoidong')
  await secretary.goto(`${file}/phieu/1.4?phan=cua-toi`)
  const mine = secretary.getByRole('region', { name: 'Điểm của tôi trong hội đồng' })
  await mine
    .getByRole('button', { name: /^Chấm .* điểm$/ })
    .first()
    .click()
  await expect(mine.getByText(/đã lưu/)).toBeVisible()
  await expectAccessible(secretary)

  // What all who were asked say is taken over in one go; until then the file cannot be finished.
  await secretary.goto(`${file}/gui/finish`)
  await expect(secretary.getByRole('button', { name: 'Hoàn thành chấm điểm, trình thủ trưởng' })).toBeDisabled()
  await secretary.goto(`${council}/thong-nhat`)
  await expect(secretary.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(secretary)
  await secretary.getByRole('button', { name: 'Lấy 1 mục thống nhất' }).click()
  await secretary.getByRole('dialog').getByRole('button', { name: 'Lấy các mục thống nhất' }).click()
  await expect(secretary.getByText('Không còn mục nào khác nhau')).toBeVisible()

  await secretary.goto(`${council}/bien-ban`)
  await secretary.getByRole('button', { name: 'Ghi biên bản cuộc họp mới' }).click()
  await secretary.getByRole('button', { name: 'Sửa nội dung' }).click()
  await secretary.getByLabel('Địa điểm').fill('Phòng hội đồng')
  await secretary
    .getByLabel(/^Nội dung mục/)
    .first()
    .fill('Hội đồng xem từng tiêu chí của nhóm.')
  await secretary.getByLabel('Kết luận').fill('Nhất trí kết quả tự đánh giá.')
  await expectAccessible(secretary)
  await secretary.getByRole('button', { name: 'Lưu biên bản' }).click()
  await secretary.getByRole('button', { name: 'Ký biên bản' }).click()
  await secretary.getByRole('dialog').getByRole('button', { name: 'Ký biên bản' }).click()
  await expect(secretary.getByText(/Đã ký lúc/)).toHaveCount(1)
  await head.goto(`${council}/bien-ban`)
  await head.getByRole('button', { name: 'Ký biên bản' }).click()
  await head.getByRole('dialog').getByRole('button', { name: 'Ký biên bản' }).click()
  await expect(head.getByText(/Đã ký lúc/)).toHaveCount(2)

  await secretary.goto(`${file}/gui/finish`)
  await secretary.getByRole('button', { name: 'Hoàn thành chấm điểm, trình thủ trưởng' }).click()
  await expect(secretary.getByText('Chờ thủ trưởng duyệt').first()).toBeVisible()
  await head.goto(`${file}/gui/approve`)
  await head.getByLabel('Số quyết định').fill('32/QĐ-THCSMH3')
  await head.getByRole('button', { name: 'Phê duyệt kết quả tự đánh giá' }).click()
  await expect(head.getByText('Đã duyệt, chưa nộp').first()).toBeVisible()

  // The managing body reads council, minutes and approval, on a telephone too.
  const officer = await signedIn(browser, 'phong1.chuyenvien', { width: 390, height: 844 })
  await officer.goto(council)
  await expect(officer.getByText('32/QĐ-THCSMH3')).toBeVisible()
  await expectFits(officer)
  await officer.goto(`${council}/bien-ban`)
  await expect(officer.getByText('Nhất trí kết quả tự đánh giá.')).toBeVisible()
  await expectFits(officer)
})
