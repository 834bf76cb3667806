import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits, signedIn } from './app.ts'

test('an officer follows a figure to its schools and takes them along as a workbook; a school sees itself', async ({
  browser,
}) => {
  const officer = await signedIn(browser, 'so.chuyenvien')
  await officer.goto('/bao-cao?basis=self')
  await expect(officer.getByRole('heading', { level: 1, name: 'Báo cáo' })).toBeVisible()
  await expect(officer.locator('canvas').first()).toBeVisible()
  await expectAccessible(officer)

  // The figure of a level, and exactly so many units behind it.
  const figure = officer.getByRole('table').getByRole('link', { name: /^Chưa có kết quả: / })
  const count = Number((await figure.innerText()).replaceAll('.', ''))
  expect(count).toBeGreaterThan(0)
  await figure.click()
  await expect(officer.getByRole('heading', { level: 1, name: 'Chưa có kết quả' })).toBeVisible()
  await expect(officer.getByText(`${count} đơn vị`, { exact: true })).toBeVisible()
  await expect(officer.locator('tbody tr')).toHaveCount(Math.min(count, 50))
  await expectAccessible(officer)

  await officer.getByRole('button', { name: 'Xuất tệp' }).click()
  const arriving = officer.waitForEvent('download')
  await officer.getByRole('menuitem', { name: 'Excel (.xlsx)' }).click()
  const file = await arriving
  expect(file.suggestedFilename()).toMatch(/^bao-cao-.+\.xlsx$/)
  expect(
    readFileSync(await file.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')

  // Also where another column would say most of fewer units, the list is of the column that was counted.
  await officer.goto('/bao-cao')
  const ofBody = officer.getByRole('link', { name: /^Phòng GDĐT quận Minh Hoạ 1, Chưa có kết quả: / })
  const without = Number(await ofBody.innerText())
  await ofBody.click()
  await expect(officer.getByText(`${without} đơn vị`, { exact: true })).toBeVisible()
  await officer.getByRole('link', { name: 'Báo cáo', exact: true }).first().click()
  await expect(officer.getByRole('heading', { level: 1, name: 'Báo cáo' })).toBeVisible()

  // From the result of a school to where it stands beside the year before and the means around it.
  await ofBody.click()
  await officer.getByRole('link', { name: 'Trường THCS Minh Hoạ 4' }).click()
  await officer.getByRole('link', { name: 'Kết quả', exact: true }).click()
  await officer.getByRole('link', { name: 'So với năm trước và điểm trung bình' }).click()
  await expect(officer.getByRole('heading', { level: 1, name: 'Kết quả của đơn vị' })).toBeVisible()
  await expect(officer.getByText('Trường THCS Minh Hoạ 4').first()).toBeVisible()
  await expectAccessible(officer)

  // On paper nothing stands after the page: behind a sheet that lies across it would take another, and leave it empty.
  await officer.goto('/bao-cao?basis=self&tab=scores')
  await expect(officer.getByRole('heading', { name: 'Tiêu chí theo từng phần' })).toBeVisible()
  await officer.emulateMedia({ media: 'print' })
  const printedAfter = await officer.evaluate(() =>
    [...document.body.children].flatMap((one) =>
      one.matches('#app, noscript, script') || getComputedStyle(one).display === 'none'
        ? []
        : [one.outerHTML.slice(0, 80)],
    ),
  )
  expect(printedAfter).toEqual([])
  await officer.emulateMedia({ media: null })

  // Every part of the report, also on a telephone.
  await officer.setViewportSize({ width: 390, height: 844 })
  for (const tab of ['scores', 'comparison', 'progress', 'years', 'ranking', 'remarks']) {
    await officer.goto(`/bao-cao?basis=self&tab=${tab}`)
    await expect(officer.getByText('Tính đến hết ngày').last()).toBeVisible()
    await expectFits(officer)
    expect(await officer.evaluate(() => window.scrollY), 'the page opens at its top').toBe(0)
    await expectAccessible(officer)
  }

  const head = await signedIn(browser, 'thcs1.hieutruong')
  await head.goto('/bao-cao')
  await expect(head.getByRole('heading', { level: 1, name: 'Kết quả của đơn vị' })).toBeVisible()
  await expectAccessible(head)
})
