import { beforeAll, describe, expect, it } from 'vitest'
import { exportsOf } from './exports.ts'
import { aForm } from './form.ts'
import { testApi } from './harness.ts'
import { faultsIn, noValidator } from './office-validator.ts'
import { ok, type Person } from './road.ts'

const tester = testApi()
const { api, as } = tester
const { fileOf } = exportsOf(tester)
let planner: Person
let head: Person
let file: { id: string }
beforeAll(async () => {
  const form = await aForm(tester)
  planner = await as('province-leader', api.world.province)
  ;({ head, file } = await form.at('drafting'))
})

async function workbook({ token }: Person, path: string) {
  const reply = await fetch(`${api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
  const content = Buffer.from(await reply.arrayBuffer())
  expect([reply.status, content.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  return content
}

const taken = async (order: object) => (await fileOf(planner, order)).content
const reported = (part: string) => taken({ kind: 'report-file', part, format: 'xlsx' })

describe.skipIf(noValidator !== null)(
  noValidator ?? 'Excel opens without a word of complaint',
  { timeout: 30_000 },
  () => {
    const files: Record<string, () => Promise<Buffer>> = {
      'figures of a report': () => reported('levels'),
      'the units of a report': () => reported('units'),
      'the units of a province': () => taken({ kind: 'unit-list', filter: {}, format: 'xlsx' }),
      'the people of a province': () => taken({ kind: 'people-list' }),
      'who came to training': () => taken({ kind: 'training-units', filter: {}, format: 'xlsx' }),
      'the sheet of a form': () => workbook(head, `/submissions/${file.id}/form-sheet`),
      'an indicator set': async () => {
        const { items } = await ok(planner.get('/indicator-sets'))
        return workbook(planner, `/indicator-sets/${items[0].id}/spreadsheet`)
      },
      'the template of an indicator set': () => workbook(planner, '/indicator-set-template'),
    }
    it.each(Object.keys(files))('%s', async (name) => {
      const content = await files[name]?.()
      expect(content && (await faultsIn(content, 'xlsx', 'Office2019', 'Microsoft365'))).toEqual([])
    })
  },
)
