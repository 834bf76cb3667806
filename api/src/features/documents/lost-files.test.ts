import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { text, unzip } from '../../../test/archives.ts'
import { councilsOf } from '../../../test/councils.ts'
import { documentsOf } from '../../../test/documents.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'

const tester = testApi()
const { api } = tester
const { withCouncil, fill } = councilsOf(tester)
const { bytes } = documentsOf(tester)
const { fileOf } = exportsOf(tester)
let school: Awaited<ReturnType<typeof withCouncil>>
beforeAll(async () => {
  school = await withCouncil()
  await fill(school)
})
const files = async () =>
  (await readdir(join(api.filesFolder, 'kept'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())

it('a document whose file is lost stops no archive of its campaign, which says so in its list', async () => {
  const { head, file, road } = school
  const lost = await ok(head.post('/documents', { kind: 'council-decision', subjectId: file.id }))
  for (const { parentPath, name } of await files()) await rm(join(parentPath, name))
  const sheet = await ok(head.post('/documents', { kind: 'assessment-sheet', subjectId: file.id }))
  expect((await bytes(head, lost)).status).toBe(500)

  const order = { kind: 'campaign-documents', campaignId: road.campaign.id, drawUp: false }
  const parts = await unzip((await fileOf(head, order)).content)
  expect([...parts.keys()].filter((name) => name.includes(lost.fileName))).toEqual([])
  expect([...parts.keys()].filter((name) => name.includes(sheet.fileName))).toHaveLength(2)
  const rows = text(parts, 'Danh sách văn bản.csv').split('\r\n')
  expect(rows.find((row) => row.includes('Quyết định thành lập'))).toContain('Đã lập, mất tệp trong kho')
  expect(rows.find((row) => row.includes('Phiếu tự đánh giá'))).toContain('Đã lập,1')
})
