import { expect, test, type Page } from '@playwright/test'
import { choose, expectAccessible, expectFits, signedIn } from './app.ts'

const school = 'Trường THCS Minh Hoạ 1'

/** The campaign of the demonstration, whatever other campaigns there are by now. */
const chooseCampaign = (page: Page) =>
  choose(
    page,
    'Đợt đánh giá',
    /^Kế hoạch đánh giá mức độ chuyển đổi số trong các cơ sở giáo dục phổ thông.*năm học 2026/,
  )

test('the province draws, records a check and settles it; anyone takes the open data', async ({ browser }) => {
  // A draw that anyone can draw again.
  const officer = await signedIn(browser, 'so.chuyenvien')
  await officer.goto('/giam-sat/mau')
  await chooseCampaign(officer)
  await officer.getByLabel('Tên lần rút').fill('Kiểm tra xác suất')
  await officer.getByLabel('Số gốc (hạt giống)').fill('Xổ số 22/11: 48213')
  await officer.getByRole('button', { name: 'Rút mẫu' }).click()
  await expect(officer.getByRole('heading', { level: 1, name: /^Lần \d+: Kiểm tra xác suất$/ })).toBeVisible()
  await officer.getByRole('button', { name: 'Rút lại để kiểm chứng' }).click()
  await expect(officer.getByText('Rút lại ra đúng danh sách này')).toBeVisible()
  await expectAccessible(officer)

  // The record of a check with something to put right, closed.
  await officer.goto('/giam-sat/bien-ban/moi')
  await chooseCampaign(officer)
  await officer.getByRole('combobox', { name: 'Đơn vị' }).fill(school)
  await officer.getByRole('option', { name: school }).click()
  await officer.getByRole('button', { name: 'Bắt đầu biên bản' }).click()
  await officer.getByRole('button', { name: 'Thêm người dự' }).click()
  await officer.getByLabel('Họ tên người thứ 1').fill('Nguyễn Văn Mẫu')
  await officer.getByLabel('Nội dung biên bản').fill('Đã đối chiếu hồ sơ với minh chứng.')
  await officer.getByRole('button', { name: 'Thêm phát hiện' }).click()
  await officer.getByRole('textbox', { name: 'Phát hiện' }).fill('Kế hoạch chưa ghi ngày ban hành.')
  await officer.getByText('Cần khắc phục: giao việc cho một đơn vị').click()
  await officer.getByLabel('Việc cần làm').fill('Bổ sung ngày ban hành.')
  await officer.getByLabel('Hạn', { exact: true }).fill('31/12/2026')
  await officer.keyboard.press('Enter')
  await officer.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await officer.getByRole('button', { name: 'Chốt biên bản' }).click()
  await officer.getByRole('dialog').getByRole('button', { name: 'Chốt biên bản' }).click()
  await expect(officer.getByText('Chờ khắc phục')).toBeVisible()
  const record = officer.url()

  // The school finds it among its work, answers on its telephone, and the province settles it.
  const head = await signedIn(browser, 'thcs1.hieutruong', { width: 390, height: 844 })
  await head.goto('/viec-cua-toi')
  await head.getByRole('link', { name: /^Khắc phục và trả lời Bổ sung ngày ban hành/ }).click()
  await expect(head).toHaveURL(new RegExp(`^${record}#`))
  await head.getByLabel('Trả lời của đơn vị: đã làm gì, khi nào').fill('Đã bổ sung ngày 25/11.')
  await head.getByRole('button', { name: 'Gửi trả lời' }).click()
  await expect(head.getByText('Chờ Sở xem')).toBeVisible()
  await expectFits(head)
  await expectAccessible(head)
  await officer.reload()
  await officer.getByLabel('Ý kiến của Sở').fill('Đã xem.')
  await officer.getByRole('button', { name: 'Xác nhận đã xong' }).click()
  await expect(officer.getByText('Đã xong').first()).toBeVisible()

  // What was published stands on a page of its own and in files for everybody.
  const leader = await signedIn(browser, 'phong1.lanhdao')
  await leader.goto('/cong-khai')
  await leader.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  await expect(leader.getByRole('heading', { name: 'Giấy chứng nhận' })).toBeVisible()
  await leader.goto('/du-lieu-mo')
  await expect(leader.getByRole('link', { name: 'Tải tệp CSV' })).toBeVisible()
  await expectAccessible(leader)
})
