import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

const school = 'Trường THPT Minh Hoạ 2'

/** Annex III.4 of source 001 and what can follow: the external result of this school stands when the journey begins. */
test('a school is proposed, recognised, published; its certificate is genuine until the decision is revoked', async ({
  browser,
}) => {
  // The officer puts the school on a list and hands it to the leader.
  const officer = await signedIn(browser, 'so.chuyenvien')
  await officer.goto('/de-nghi-cong-nhan/moi')
  await officer.getByLabel('Số danh sách').fill('27/DS-SGDĐT')
  await officer.getByRole('button', { name: 'Lập danh sách' }).click()
  await officer.getByLabel('Tìm theo tên hoặc mã đơn vị').fill(school)
  await officer.getByRole('button', { name: /^Thêm/ }).click()
  await expect(officer.getByText('Đã thêm 1 đơn vị')).toBeVisible()
  // It had no council: that is seen and confirmed.
  await officer.getByRole('checkbox', { name: /Đã xem và xác nhận/ }).press('Space')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: /^Trình 1 đơn vị/ }).click()
  await expect(officer.getByText('Đã trình lãnh đạo', { exact: true }).first()).toBeVisible()
  const list = officer.url()

  // The leader decides about the list; the level follows from the external scores.
  const leader = await signedIn(browser, 'so.lanhdao')
  await leader.goto(list)
  await leader.getByRole('link', { name: 'Ra quyết định' }).click()
  await expect(leader.getByRole('checkbox', { name: `Chọn ${school}` })).toBeChecked()
  await sign(leader, '27/QĐ-SGDĐT')
  await expectAccessible(leader)
  await leader.getByRole('button', { name: 'Công nhận 1 đơn vị' }).click()
  await expect(leader.getByRole('heading', { name: /27\/QĐ-SGDĐT/ })).toBeVisible()
  const decision = leader.url()
  const number = await leader.getByRole('row').filter({ hasText: school }).getByRole('cell').last().innerText()
  await leader.goto(`${decision}/giay-chung-nhan`)
  await expect(leader.getByText(number).first()).toBeVisible()

  await officer.goto('/cong-bo')
  await officer.getByRole('checkbox', { name: `Chọn ${school}` }).check()
  await officer.getByRole('button', { name: 'Công bố 1 kết quả' }).click()
  await expect(officer.getByText('Đã công bố 1 kết quả').first()).toBeVisible()

  // Anyone, on a phone, without accents: finds the school, and its certificate is genuine.
  const parent = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await parent.goto('/cong-khai')
  await parent.getByLabel('Tên hoặc mã đơn vị').fill('thpt minh hoa 2')
  await parent.keyboard.press('Enter')
  await parent.getByRole('link', { name: school }).first().click()
  await expect(parent.getByText(number).first()).toBeVisible()
  await expectFits(parent)
  await expectAccessible(parent)
  await parent.goto('/chung-nhan')
  await parent.getByLabel('Số giấy chứng nhận').fill(number.toLowerCase())
  await parent.getByRole('button', { name: 'Kiểm tra', exact: true }).click()
  await expect(parent.getByText(`Giấy chứng nhận ${number} là thật`)).toBeVisible()

  // The recognition is revoked by a decision that points to the first; whoever asks for the number is told.
  await leader.goto(`${decision}/thu-hoi`)
  await leader.getByRole('checkbox', { name: school }).check()
  await sign(leader, '28/QĐ-SGDĐT')
  await leader.getByLabel('Lý do').fill('Số liệu khai không đúng thực tế.')
  await expectAccessible(leader)
  await leader.getByRole('button', { name: 'Thu hồi công nhận của 1 đơn vị' }).click()
  await expect(leader.getByRole('heading', { name: /28\/QĐ-SGDĐT/ })).toBeVisible()
  // Public answers are kept for a minute by whoever has asked, so somebody else asks.
  const other = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await other.goto(`/chung-nhan/${number}`)
  await expect(other.getByText(/^Kết quả công nhận đã bị thu hồi ngày/)).toBeVisible()
  await expect(other.getByText('Giấy này không còn giá trị.')).toBeVisible()
  await expect(other.getByText(/28\/QĐ-SGDĐT/)).toBeVisible()
  await expectFits(other)
})

async function sign(leader: Page, number: string) {
  await leader.getByLabel('Số quyết định').fill(number)
  await leader.getByLabel('Người ký').first().fill('Nguyễn Văn Mẫu')
  await leader.getByLabel('Chức vụ người ký').fill('Phó Giám đốc')
}
