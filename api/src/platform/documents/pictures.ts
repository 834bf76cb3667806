import type { Field, Fields } from '@thuoc/shared'
import { toBuffer } from 'qrcode'
import { z } from 'zod'
import { rowsOf } from './values.ts'

type Values = Record<string, unknown>
const code = z.object({ qr: z.string().min(1) })

/** The values with every QR code drawn. It is kept as what it says, so that a version is small and compares as text. */
export async function drawn(fields: Fields, values: Readonly<Values>): Promise<Values> {
  const pictured = { ...values }
  for (const [key, field] of Object.entries(fields)) pictured[key] = await drawnValue(field, values[key])
  return pictured
}

async function drawnValue(field: Field, value: unknown): Promise<unknown> {
  if (field.kind === 'list') return Promise.all(rowsOf(value).map((row) => drawn(field.row, row)))
  if (field.kind !== 'image') return value
  const { data } = code.safeParse(value)
  // A quarter of it may be dirty or torn and it is still read.
  return data
    ? { png: (await toBuffer(data.qr, { margin: 1, scale: 4, errorCorrectionLevel: 'Q' })).toString('base64') }
    : value
}
