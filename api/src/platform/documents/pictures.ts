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
  if (field.kind === 'list') {
    const rows: Values[] = []
    // One after the other: each takes half a megabyte while it is packed, and hundreds of certificates may be asked for.
    for (const row of rowsOf(value)) rows.push(await drawn(field.row, row))
    return rows
  }
  if (field.kind !== 'image') return value
  const { data } = code.safeParse(value)
  if (!data) return value
  // A quarter of it may be dirty or torn and it is still read.
  const drawing = await toBuffer(data.qr, { margin: 1, scale: 4, errorCorrectionLevel: 'Q', rendererOpts: { ...grey } })
  return { png: drawing.toString('base64') }
}

/** Colour type 0 of PNG, for which the library has no word: with colours and transparency a PDF unpacks each code first. */
const grey = { deflateLevel: 9, colorType: 0 }
