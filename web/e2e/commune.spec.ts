import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, signedIn } from './app.ts'
import { aCommune } from './commune.ts'

const schools = 40

/** Mission, steps 6 to 10, for all schools of a body at once; what the schools and the team do for each is there. */
test('a commune takes forty schools from receipt to published certificates, each step for all at once', async ({
  browser,
  request,
}) => {
  test.setTimeout(300_000)
  const commune = await test.step('prepare', () => aCommune(request, schools))
  await test.step('schools send', commune.submitAll)
  const officer = await signedIn(browser, commune.officer.username)

  await test.step('check and receive', async () => {
    await officer.goto('/ho-so/hang-loat?viec=check')
    await chooseAll(officer)
    await expectAccessible(officer)
    await officer.getByRole('button', { name: `Ghi mọi mục đạt cho ${schools} hồ sơ` }).click()
    await confirmAll(officer)
    await officer.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
    await chooseAll(officer)
    await officer.getByRole('button', { name: `Tiếp nhận ${schools} hồ sơ` }).click()
    await confirmAll(officer)
  })

  const leader = await signedIn(browser, commune.leader.username)
  await test.step('team', async () => {
    await leader.goto(`/doan-danh-gia/moi?campaignId=${commune.campaign.id}`)
    await leader.getByLabel('Tên đoàn').fill('Đoàn của xã')
    await leader.getByLabel('Số, ký hiệu').fill('40/QĐ-UBND')
    await leader.getByLabel('Ngày ký').fill('20/11/2026')
    await leader.getByLabel('Ngày ký').press('Enter')
    await leader.getByLabel('Người ký', { exact: true }).fill('Nguyễn Văn Mẫu')
    for (const name of ['Trần Thị Mẫu', 'Nguyễn Văn Mẫu'])
      await leader
        .getByRole('button', { name: `Thêm ${name} vào đoàn` })
        .first()
        .click()
    await leader.getByRole('button', { name: 'Thành lập đoàn' }).click()
    await expect(leader.getByRole('heading', { level: 1, name: 'Đoàn của xã' })).toBeVisible()
    const team = new URL(leader.url()).pathname.split('/').at(-1) ?? ''
    await leader.goto(`/doan-danh-gia/giao-don-vi?campaignId=${commune.campaign.id}&teamId=${team}`)
    await leader.getByRole('checkbox', { name: 'Chọn tất cả đơn vị trên trang' }).press('Space')
    await expect(leader.getByText(`Đã chọn ${schools} đơn vị`)).toBeVisible()
    await leader.getByRole('button', { name: 'Giao cho đoàn' }).click()
    await leader.getByRole('dialog').getByRole('button', { name: 'Giao cho đoàn' }).click()
    await expect(leader.getByText(`${schools} đơn vị bắt đầu đánh giá ngoài.`)).toBeVisible({ timeout: 30_000 })
  })
  await test.step('the head of the team says who scores', async () => {
    await officer.goto('/doan-danh-gia')
    await officer.getByRole('link', { name: 'Đoàn của xã' }).click()
    await officer.getByRole('link', { name: 'Chọn người chấm' }).click()
    await officer.getByRole('checkbox', { name: /^Trần Thị Mẫu/ }).press('Space')
    await officer.getByRole('checkbox', { name: `Chọn tất cả ${schools} đơn vị` }).press('Space')
    await expectAccessible(officer)
    await officer.getByRole('button', { name: `Giao chấm ${schools} đơn vị` }).click()
    await officer.getByRole('dialog').getByRole('button', { name: 'Giao chấm' }).click()
    await expectDone(officer)
  })
  await test.step('team assesses, schools accept', commune.assessAll)

  await test.step('nominate', async () => {
    await officer.goto('/de-nghi-cong-nhan/moi')
    await officer.getByLabel('Số danh sách').fill('40/DS-UBND')
    await officer.getByRole('button', { name: 'Lập danh sách' }).click()
    await officer.getByRole('button', { name: 'Thêm tất cả đơn vị đã chốt kết quả' }).click()
    await expect(officer.getByText(`Đã thêm ${schools} đơn vị`)).toBeVisible({ timeout: 30_000 })
    await officer.getByRole('checkbox', { name: /Đã xem và xác nhận/ }).press('Space')
    await expectAccessible(officer)
    await officer.getByRole('button', { name: `Trình ${schools} đơn vị` }).click()
    await expect(officer.getByText('Đã trình lãnh đạo', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  })

  await test.step('recognise', async () => {
    await leader.goto(officer.url())
    await leader.getByRole('link', { name: 'Ra quyết định' }).click()
    await leader.getByLabel('Số quyết định').fill('41/QĐ-UBND')
    await leader.getByLabel('Người ký').first().fill('Nguyễn Văn Mẫu')
    await leader.getByLabel('Chức vụ người ký').fill('Chủ tịch')
    await leader.getByRole('button', { name: `Công nhận ${schools} đơn vị` }).click()
    await expect(leader.getByRole('heading', { name: /41\/QĐ-UBND/ })).toBeVisible({ timeout: 30_000 })
    await leader.goto(`${leader.url()}/giay-chung-nhan`)
    const certificates = leader.getByRole('heading', { name: 'GIẤY CHỨNG NHẬN', exact: true })
    await expect(certificates).toHaveCount(schools, { timeout: 30_000 })
  })

  await test.step('publish', async () => {
    await officer.goto('/cong-bo')
    await chooseAll(officer)
    await officer.getByRole('button', { name: `Công bố ${schools} kết quả` }).click()
    await expect(officer.getByText(`Đã công bố ${schools} kết quả`)).toBeVisible({ timeout: 30_000 })
  })
})

const expectDone = (page: Page) =>
  expect(page.getByText(`Đã làm ${schools} trong ${schools} hồ sơ`)).toBeVisible({ timeout: 30_000 })
async function confirmAll(page: Page) {
  await page.getByRole('button', { name: `Thực hiện với ${schools} hồ sơ` }).click()
  await expectDone(page)
}
const chooseAll = (page: Page) => page.getByRole('checkbox', { name: 'Chọn tất cả' }).check()
