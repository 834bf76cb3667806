import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { expectAccessible, expectFits, password, signedIn } from './app.ts'

const school = 'Trường THCS Minh Hoạ 1'
const receiver = 'Phòng GDĐT quận Minh Hoạ 1'

type Milestone = { id: string; code: string }

/** Milestones of its own in the running campaign, so that the journey does not depend on what others have handed in. */
async function milestonesFor(request: APIRequestContext) {
  const signIn = await request.post('/api/v1/session', { data: { username: 'so.chuyenvien', password } })
  const { accessToken }: { accessToken: string } = await signIn.json()
  const headers = { authorization: `Bearer ${accessToken}` }
  type Campaign = { id: string; title: string }
  const { items }: { items: Campaign[] } = await (await request.get('/api/v1/campaigns', { headers })).json()
  // The newest of the demonstration, whatever other journeys have opened since.
  const campaignId = items.find(({ title }) => title.startsWith('Kế hoạch đánh giá mức độ chuyển đổi số'))?.id ?? ''
  const add = async (code: string, task: string, deliverables: string[], dueOn: string | null): Promise<Milestone> => {
    const plan = { tier: 'school', code, task, startsOn: null, dueOn, deliverables, required: true, lateness: 'mark' }
    const data = { ...plan, reminderDays: [], before: null }
    const reply = await request.post(`/api/v1/campaigns/${campaignId}/milestones`, { headers, data })
    expect(reply.status(), await reply.text()).toBe(200)
    return reply.json()
  }
  return { campaignId, add }
}

/** From the list to the page of one thing; those who receive tell it apart by its unit. */
const open = async (page: Page, { id }: Milestone, kind: string, unit = '') => {
  await page.goto(`/viec-can-nop?milestoneId=${id}`)
  await page.getByRole('row').filter({ hasText: unit }).getByRole('link', { name: kind, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: kind })).toBeVisible()
}
const saved = (page: Page) => expect(page.getByText(/^đã lưu \d\d:\d\d$/)).toBeVisible()
const handIn = (page: Page) => page.getByRole('button', { name: `Nộp cho ${receiver}` }).click()
const state = (page: Page, text: string) =>
  expect(page.getByRole('banner').or(page.locator('header')).getByText(text).first()).toBeVisible()

test('a school hands in each kind; its body receives, sends back and accepts; the province sees where it stands', async ({
  browser,
  request,
}) => {
  test.setTimeout(240_000)
  const plan = await milestonesFor(request)
  const mark = Date.now() % 100_000
  const file = await plan.add(`F${mark}`, 'Kế hoạch năm học (bản quét có dấu)', ['plan'], '2099-01-31')
  const done = await plan.add(`C${mark}`, 'Cập nhật kết quả lên CSDL ngành', ['sector-database-update'], '2099-02-28')
  const link = await plan.add(`L${mark}`, 'Công bố kết quả trên trang thông tin điện tử', ['website-link'], null)
  const report = await plan.add(`B${mark}`, 'Báo cáo kết quả tự đánh giá', ['self-assessment-report'], '2099-03-31')
  const late = await plan.add(`M${mark}`, 'Biên bản họp', ['minutes'], '2026-01-31')

  const head = await signedIn(browser, 'thcs1.hieutruong')

  // A file, with its number: what was typed is saved by itself.
  await open(head, file, 'Kế hoạch')
  await expectAccessible(head)
  await handIn(head)
  await expect(head.getByText('Chưa có tệp nào').first()).toBeVisible()
  await head
    .getByTestId('delivery-files')
    .setInputFiles({ name: 'Kế hoạch.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
  await expect(head.getByText('Kế hoạch.pdf')).toBeVisible()
  await head.getByLabel('Số, ký hiệu văn bản').fill('12/KH-THCS')
  await saved(head)
  await handIn(head)
  await state(head, 'Đã nộp')

  // A confirmation needs its day only.
  await open(head, done, 'Cập nhật CSDL ngành')
  await head.getByLabel('Ngày hoàn thành').fill('15/11/2026')
  await head.getByLabel('Ngày hoàn thành').press('Enter')
  await saved(head)
  await handIn(head)
  await state(head, 'Đã nộp')

  // A link: one that leads inside is refused in words, another is taken and looked at.
  await open(head, link, 'Đường link website')
  await head.getByLabel('Địa chỉ trang').fill('http://127.0.0.1/ket-qua')
  await head.getByRole('button', { name: 'Thử mở trang' }).click()
  await expect(head.getByText('Địa chỉ này dẫn vào mạng nội bộ')).toBeVisible()
  await saved(head)
  await handIn(head)
  await expect(head.getByText('Không nhận được đường link này.')).toBeVisible()
  await head.getByLabel('Địa chỉ trang').fill('https://truong-minh-hoa-1.example/ket-qua')
  await expect(head.getByText('đang lưu')).toBeHidden()
  await handIn(head)
  await state(head, 'Đã nộp')
  await expect(head.getByText('Trang không mở được', { exact: true })).toBeVisible()

  // A report: the words of the system stand apart; what is empty is named.
  await open(head, report, 'Báo cáo tự đánh giá')
  await expect(head.getByText('Hệ thống điền').first()).toBeVisible()
  await expectAccessible(head)
  await handIn(head)
  await expect(head.getByText('Mục V chưa có nội dung')).toBeVisible()
  await head.getByRole('button', { name: 'Đưa vào phần viết để sửa' }).first().click()
  for (const title of ['III. Khó khăn', 'IV. Phương hướng', 'V. Đề xuất'])
    await head.getByRole('textbox', { name: title }).fill('Không.')
  const empty = head.getByRole('textbox', { name: /^(I|II)\.\d\. / })
  for (const box of await empty.all()) if ((await box.inputValue()) === '') await box.fill('Trường đã thực hiện.')
  await expect(head.getByText(/^đã lưu/)).toBeVisible()
  await handIn(head)
  await state(head, 'Đã nộp')

  // The body sends the plan back; the school is told, mends it and hands it in again.
  const officer = await signedIn(browser, 'phong1.chuyenvien')
  await officer.goto('/viec-can-nop?status=handed-in')
  await expect(officer.getByRole('table')).toBeVisible()
  await expectAccessible(officer)
  await open(officer, file, 'Kế hoạch', school)
  await expect(officer.getByText('12/KH-THCS')).toBeVisible()
  await officer.getByRole('button', { name: 'Trả lại' }).click()
  await officer.getByLabel('Lý do, cần bổ sung gì').fill('Bản quét thiếu trang 2.')
  await officer.getByLabel('Hạn nộp lại').fill('31/12/2098')
  await officer.getByLabel('Hạn nộp lại').press('Enter')
  await officer.getByRole('button', { name: 'Trả lại' }).click()
  await state(officer, 'Trả lại')

  await head.goto('/thong-bao')
  await head.getByRole('link', { name: new RegExp(`Trả lại: Kế hoạch \\(mốc ${file.code}`) }).click()
  await expect(head.getByRole('note').getByText('Bản quét thiếu trang 2.')).toBeVisible()
  await handIn(head)
  await state(head, 'Đã nộp')

  // From the list, lines are chosen and accepted together.
  await officer.goto(`/viec-can-nop?status=handed-in&milestoneId=${done.id}`)
  await officer.getByRole('checkbox', { name: new RegExp(`${school}$`) }).focus()
  await officer.keyboard.press('Space')
  await officer.getByRole('button', { name: 'Chấp nhận', exact: true }).click()
  await expect(officer.getByText('Đã chấp nhận 1 sản phẩm')).toBeVisible()
  await open(head, done, 'Cập nhật CSDL ngành')
  await state(head, 'Chấp nhận')

  // The province goes from the board to the body, to the school, to what it handed in.
  const province = await signedIn(browser, 'so.lanhdao')
  await province.goto(`/dot-danh-gia/${plan.campaignId}/tien-do`)
  await expect(province.getByRole('table')).toBeVisible()
  await expectAccessible(province)
  await province
    .getByRole('row')
    .filter({ hasText: receiver })
    .getByRole('link', { name: receiver, exact: true })
    .click()
  const row = province.getByRole('row', { name: new RegExp(`^${school} `) })
  await row.getByRole('link', { name: `${file.code}, ${school}: 1 đã nộp` }).click()
  await expect(province.getByRole('row')).toHaveCount(2)
  await province.getByRole('link', { name: 'Kế hoạch', exact: true }).click()
  await state(province, 'Đã nộp')

  // Two clicks remind those who are late.
  await officer.goto(`/viec-can-nop?late=true&milestoneId=${late.id}`)
  await officer.getByRole('link', { name: 'Nhắc nộp' }).click()
  await expect(officer.getByText('Kính gửi:')).toBeVisible()
  await expectAccessible(officer)
  await officer.getByRole('button', { name: /^Gửi lời nhắc đến/ }).click()
  await expect(officer.getByText(/^Đã nhắc \d+ đơn vị/)).toBeVisible()
  await head.goto('/thong-bao')
  await expect(head.getByRole('link', { name: new RegExp(`Nhắc nộp: Biên bản.* \\(mốc ${late.code}`) })).toBeVisible()
})

test('on a phone the list, the board, a thing to hand in and the notices fit', async ({ browser, request }) => {
  const plan = await milestonesFor(request)
  const file = await plan.add(`P${Date.now() % 100_000}`, 'Kế hoạch năm học', ['plan'], '2099-01-31')
  const phone = { width: 390, height: 844 }
  const head = await signedIn(browser, 'thcs1.hieutruong', phone)
  await open(head, file, 'Kế hoạch')
  await expectFits(head)
  for (const path of ['/viec-can-nop', '/thong-bao']) {
    await head.goto(path)
    await expect(head.getByRole('heading', { level: 1 })).toBeVisible()
    await expectFits(head)
    await expectAccessible(head)
  }
  const province = await signedIn(browser, 'so.lanhdao', phone)
  await province.goto(`/dot-danh-gia/${plan.campaignId}/tien-do`)
  await expect(province.getByRole('table')).toBeVisible()
  await expectFits(province)
})
