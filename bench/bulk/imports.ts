import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { unitColumns, unitSheetName } from '../../api/src/features/org/unit-sheet.ts'
import { longSheetsOf, writeLargeSpreadsheet } from '../../api/src/platform/spreadsheet/write-large.ts'
import { answered } from '../client.ts'
import { countryAccount } from '../generator/units.ts'
import type { Bench } from '../run.ts'
import { signIn, type Service } from '../service.ts'
import type { Amount } from './bulk.ts'

const dataImport = z.object({ id: z.string(), faultCount: z.int(), rowCount: z.int() })
/** Brings in new schools under the bodies that are there. */
export async function importer({ client, ours }: Bench) {
  const { rows: bodies } = await client.query<{ code: string }>(
    `select code from units where type = 'commune-office' order by code`,
  )
  const sheetOf = (name: string, count: number) => {
    const rows = Array.from({ length: count }, (_, at) => {
      const cells = new Map([
        ['code', `${name}-${at}`],
        ['name', `Trường Tiểu học Minh Hoạ ${name} ${at}`],
        ['type', 'Trường tiểu học'],
        ['ownership', 'Công lập'],
        ['parent', bodies[at % bodies.length]?.code ?? ''],
      ])
      return { values: Object.keys(unitColumns).map((column) => cells.get(column) ?? null) }
    })
    const sheets = longSheetsOf({ name: unitSheetName, columns: unitColumns }, rows)
    return writeLargeSpreadsheet(sheets, { title: 'Đơn vị' })
  }
  const sheets = { third: await sheetOf('A', 1000), whole: await sheetOf('B', 3000) }
  const token = await signIn(ours, countryAccount)
  return async (amount: Amount) => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(sheets[amount])]), 'units.xlsx')
    const reply = await sent(ours, token, '/import-kinds/units/imports', form)
    const { id, faultCount, rowCount } = dataImport.parse(await reply.json())
    if (faultCount > 0) throw new Error(`${faultCount} faults in what is brought in`)
    await answered(ours, { method: 'POST', path: `/imports/${id}/confirm`, token }, z.unknown())
    return `${rowCount} units`
  }
}

/** Hands in a form with a file; waits where too many came from here. */
async function sent(ours: Service, token: string, path: string, body: FormData): Promise<Response> {
  const reply = await fetch(ours.url + path, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })
  if (reply.ok) return reply
  if (reply.status !== 429) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  await sleep(Number(reply.headers.get('retry-after')) * 1000)
  return sent(ours, token, path, body)
}
