import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

const school = 'Trường Tiểu học Minh Hoạ 3'

/** The file of a school that a team assesses, at a criterion with evidence, by the two sides of it. */
test('an assessor judges a piece, asks for more; the school adds it to what it sent, and answers', async ({
  browser,
}) => {
  test.setTimeout(90_000)
  const assessor = await signedIn(browser, 'phong1.chuyenvien')
  await assessor.goto(`/ho-so?q=${encodeURIComponent(school)}`)
  await assessor.getByRole('link', { name: school }).first().click()
  await expect(assessor).toHaveURL(/\/ho-so\/[0-9a-f-]{36}/)
  const file = assessor.url().replace(/(\/ho-so\/[0-9a-f-]{36}).*/, '$1')
  await assessor.goto(`${file}/danh-gia-ngoai/1.1`)

  // A verdict by a key, and one that has to say why.
  const evidence = assessor.getByRole('region', { name: 'Minh chứng', exact: true })
  await evidence.getByRole('listitem').getByRole('button').first().click()
  const verdict = assessor.getByRole('group', { name: 'Nhận xét minh chứng' })
  await expect(verdict).toBeVisible()
  await assessor.keyboard.press('z')
  await expect(evidence.getByText('Đoàn: Đạt')).toBeVisible()
  await verdict.getByRole('button', { name: 'Chưa đủ' }).click()
  await assessor.getByLabel('Lý do', { exact: true }).fill('Chưa có chữ ký của thủ trưởng.')
  await assessor.getByRole('button', { name: 'Lưu nhận xét' }).click()
  await expect(evidence.getByText('Đoàn: Chưa đủ')).toBeVisible()
  await expectAccessible(assessor)

  await assessor.getByRole('button', { name: 'Đề nghị bổ sung minh chứng' }).click()
  await assessor.getByLabel('Cần bổ sung gì').fill('Bổ sung bản kế hoạch đã ký.')
  await assessor.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await expect(assessor.getByText('Chờ đơn vị trả lời')).toBeVisible()

  // The school is told, sees no verdict yet, adds to this one criterion and answers.
  const head = await signedIn(browser, 'th3.hieutruong', { width: 390, height: 844 })
  await expect(head.getByRole('link', { name: 'Bổ sung minh chứng', exact: true })).toBeVisible()
  await head.goto('/thong-bao')
  await head.getByRole('link', { name: /đề nghị bổ sung minh chứng cho mục 1\.1/ }).click()
  await expect(head.getByText('Bổ sung bản kế hoạch đã ký.')).toBeVisible()
  await expect(head.getByText('Đoàn: Chưa đủ')).toHaveCount(0)
  await head.getByRole('button', { name: 'Thêm đường dẫn', exact: true }).click()
  await head.getByLabel('Địa chỉ (đường dẫn)').fill('https://th3.example.edu.vn/ke-hoach-da-ky')
  await head.getByLabel(/^Tên minh chứng/).fill('Kế hoạch đã ký')
  await head.getByRole('button', { name: 'Thêm đường dẫn này' }).click()
  await expect(head.getByText('Bổ sung sau khi nộp')).toBeVisible()
  await head.getByLabel('Trả lời đoàn').fill('Đã bổ sung bản có chữ ký.')
  await head.getByRole('button', { name: 'Gửi trả lời' }).click()
  await expect(head.getByText('Đơn vị đã trả lời')).toBeVisible()
  await expect(head.getByRole('button', { name: 'Thêm đường dẫn', exact: true })).toHaveCount(0)
  await expectFits(head)
  await expectAccessible(head)

  // The team sees what was added, marked as such, and ends the request.
  await assessor.reload()
  await expect(assessor.getByText('Đã bổ sung bản có chữ ký.')).toBeVisible()
  await expect(evidence.getByText('Bổ sung sau khi nộp')).toBeVisible()
  await assessor.getByRole('button', { name: 'Đã xem, kết thúc' }).click()
  await expect(assessor.getByText('Đã kết thúc', { exact: true })).toBeVisible()
})
