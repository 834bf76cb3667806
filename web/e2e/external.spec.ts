import { expect, test, type Page } from '@playwright/test'
import { agreeOnSheet, personAt } from './api.ts'
import { expectAccessible, expectFits, signedIn } from './app.ts'
import { saving } from './form.ts'

const school = 'Trường TH và THCS Minh Hoạ 1'
const receiver = 'Phòng GDĐT quận Minh Hoạ 1'

const confirm = async (page: Page, verb: string) => {
  await page.getByRole('button', { name: verb }).click()
  await page.getByRole('dialog').getByRole('button', { name: verb }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}
const add = (page: Page, unit: string, office: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: unit })
    .filter({ hasText: office })
    .getByRole('button', { name: /^Thêm .* vào đoàn$/ })
    .first()
    .click()

/** Source 001, annex III.3: the file of this school was received when the journey begins. */
test('a team is set up, scores apart, agrees, keeps minutes with the school; an objection is answered', async ({
  browser,
  request,
}) => {
  test.setTimeout(240_000)
  // The body sets up a team by decision and gives it the school: the external assessment begins.
  const leader = await signedIn(browser, 'phong1.lanhdao')
  const file = await fileOf(leader)
  await leader.goto('/doan-danh-gia/moi')
  await leader.getByLabel('Tên đoàn').fill('Đoàn đánh giá ngoài số 7')
  await leader.getByLabel('Số, ký hiệu').fill('71/QĐ-PGDĐT')
  await leader.getByLabel('Ngày ký').fill('20/11/2026')
  await leader.getByLabel('Ngày ký').press('Enter')
  await leader.getByLabel('Người ký', { exact: true }).fill('Lê Văn Nháp')
  await add(leader, receiver, 'Chuyên viên')
  await add(leader, receiver, 'Trưởng phòng')
  await expect(leader.getByText('Thành viên (2)')).toBeVisible()
  await expectAccessible(leader)
  await leader.getByRole('button', { name: 'Thành lập đoàn' }).click()
  await expect(leader.getByRole('heading', { level: 1, name: 'Đoàn đánh giá ngoài số 7' })).toBeVisible()
  const team = leader.url().split('/').at(-1) ?? ''
  await leader.goto(`/doan-danh-gia/giao-don-vi?teamId=${team}`)
  await leader.getByRole('row').filter({ hasText: school }).getByRole('checkbox').press('Space')
  await confirm(leader, 'Giao cho đoàn')
  await leader.goto(file)
  await expect(leader.getByText('Đang đánh giá ngoài').first()).toBeVisible()

  // Each scores on a sheet of their own; the secretary sees one line otherwise, and says why.
  const id = file.replace('/ho-so/', '')
  await agreeOnSheet(await personAt(request, 'phong1.chuyenvien'), id)
  await agreeOnSheet(await personAt(request, 'phong1.lanhdao'), id, ['1.4'])
  await leader.goto(`${file}/danh-gia-ngoai/1.4`)
  await saving(leader, () => leader.getByRole('textbox', { name: 'Điểm của tôi, mục 1.4' }).fill('2'))
  await saving(leader, () => leader.getByLabel('Lý do chấm khác').fill('Một phần danh mục chưa có tệp.'))
  await expectAccessible(leader)
  const officer = await signedIn(browser, 'phong1.chuyenvien')
  for (const page of [leader, officer]) {
    await page.goto(`${file}/danh-gia-ngoai/doan-cham`)
    await page.getByRole('button', { name: 'Tôi đã chấm xong' }).click()
    await expect(page.getByText('Đã chấm xong').first()).toBeVisible()
  }

  // What all say is taken over in one go; the head settles the line that is left, and writes down the findings.
  await officer.getByRole('button', { name: 'Lấy các mục mọi người giống nhau' }).click()
  await expect(officer.getByText(/còn 1 mục cần thống nhất/)).toBeVisible()
  for (const [kind, text] of Object.entries({
    'Điểm mạnh': 'Nền nếp tốt.',
    'Hạn chế': 'Ít tệp.',
    'Cần cải tiến': 'Lưu tệp.',
  }))
    await officer.getByLabel(kind).first().fill(text)
  await expectAccessible(officer)
  await officer.getByRole('button', { name: 'Lưu nhận xét' }).click()
  await expect(officer.getByText('Đã lưu nhận xét của đoàn')).toBeVisible()
  await officer.goto(`${file}/danh-gia-ngoai/1.4`)
  await saving(officer, () => officer.getByRole('textbox', { name: 'Điểm của đoàn, mục 1.4' }).fill('2'))
  await saving(officer, () => officer.getByLabel('Lý do chấm khác').fill('Một phần danh mục chưa có tệp.'))

  // Minutes of the day at the school, which its head reads on a phone and agrees to.
  await officer.goto(`${file}/danh-gia-ngoai/bien-ban`)
  await officer.getByRole('button', { name: 'Lập biên bản' }).click()
  await officer.getByLabel('Địa điểm').fill('Phòng họp của trường')
  await officer.getByLabel('Thành phần của đơn vị').fill('Nguyễn Văn Mẫu – Hiệu trưởng')
  await officer.getByLabel('Nội dung làm việc').fill('Đối chiếu hồ sơ với minh chứng.')
  await officer.getByLabel('Kết luận').fill('Thống nhất kết quả.')
  await officer.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await confirm(officer, 'Gửi đơn vị đọc')
  const head = await signedIn(browser, 'lc1.hieutruong', { width: 390, height: 844 })
  await head.goto(`${file}/danh-gia-ngoai/bien-ban`)
  await expectFits(head)
  await head.getByRole('button', { name: 'Trả lời biên bản' }).click()
  await head.getByLabel('Ý kiến của đơn vị').fill('Sẽ bổ sung tệp.')
  await head.getByRole('dialog').getByRole('button', { name: 'Trả lời biên bản' }).click()
  await expect(head.getByText('Đơn vị đồng ý')).toBeVisible()
  await officer.reload()
  await confirm(officer, 'Chốt biên bản')
  await officer.goto(`${file}/danh-gia-ngoai/hoan-thanh`)
  const complete = officer.getByRole('button', { name: 'Hoàn thành đánh giá ngoài' })
  await expect(complete).toBeVisible()
  await expectAccessible(officer)
  await complete.click()
  await expect(officer.getByText('Chờ đơn vị xem dự thảo kết quả').first()).toBeVisible()

  // The head sees the draft result and objects where the team differed, with a piece of evidence.
  await head.goto(`${file}/kien-nghi`)
  await expect(head.getByRole('heading', { name: 'Dự thảo kết quả', exact: true })).toBeVisible()
  await head.getByRole('button', { name: '1.4', exact: true }).click()
  await head.getByLabel('Nội dung kiến nghị').fill('Danh mục đầy đủ đã có trong thư viện số.')
  await head.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await expect(head.getByRole('button', { name: 'Sửa bản nháp' })).toBeVisible()
  await head.getByRole('link', { name: 'Thêm minh chứng cho kiến nghị này' }).click()
  await head.getByRole('button', { name: 'Thêm đường dẫn', exact: true }).click()
  await head.getByLabel('Địa chỉ (đường dẫn)').fill('https://minhhoa.example/thu-vien-so')
  await head.getByLabel(/^Tên minh chứng/).fill('Thư viện số')
  await head.getByRole('button', { name: 'Thêm đường dẫn này' }).click()
  await expect(head.getByText('Thư viện số').first()).toBeVisible()
  await head.goto(`${file}/kien-nghi`)
  await expectFits(head)
  await expectAccessible(head)
  await head.getByRole('button', { name: 'Gửi 1 kiến nghị cho đoàn' }).click()
  await head.getByRole('dialog').getByRole('button', { name: 'Gửi kiến nghị' }).click()
  await expect(head.getByText('Đang giải quyết kiến nghị').first()).toBeVisible()

  // The head of the team answers with its reason; what was the draft stays beside what counts now.
  await officer.goto(`${file}/kien-nghi`)
  await officer.getByRole('button', { name: 'Trả lời kiến nghị này' }).click()
  await officer.getByText('Giữ nguyên').click()
  await officer.getByLabel('Trả lời của đoàn').fill('Thư viện số chưa mở cho học sinh.')
  await officer.getByRole('button', { name: 'Lưu câu trả lời' }).click()
  await expectAccessible(officer)
  await officer.getByRole('button', { name: 'Kết thúc trả lời kiến nghị' }).click()
  await officer.getByRole('dialog').getByRole('button', { name: 'Kết thúc và công khai cho đơn vị' }).click()
  await expect(officer.getByRole('dialog')).toBeHidden()
  await head.goto(`${file}/kien-nghi`)
  await expect(head.getByText('Thư viện số chưa mở cho học sinh.')).toBeVisible()
  await head.goto(file)
  await expect(head.getByText('Chờ đề nghị công nhận').first()).toBeVisible()
})

async function fileOf(page: Page): Promise<string> {
  await page.goto('/ho-so?status=accepted')
  await page.getByRole('link', { name: school }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: school })).toBeVisible()
  return new URL(page.url()).pathname
}
