import {
  criterionCode,
  indicatorSetCode,
  largestFigure,
  measurementKey,
  parseDecimal,
  type Hundredths,
} from '@thuoc/shared'
import type { z } from 'zod'

/** Why what stands in a field is no value yet. */
export const holdReasons = ['amount', 'whole', 'code', 'set-code', 'key', 'decision'] as const
export type HoldReason = (typeof holdReasons)[number]
/** A text as it stands in its field, before it can be part of a set. */
export type Held = { text: string; reason: HoldReason }
/** By node and part: `id/maximum`, `id/items/0/points`. */
export type HeldTexts = Readonly<Record<string, Held>>

/** What a text says: a value, or why it is none yet. */
export type Reading<T> = { value: T } | { reason: HoldReason }

const value = <T>(given: T): Reading<T> => ({ value: given })
/** Dots before three figures each set thousands apart: no score has three decimals. */
const withoutThousands = (text: string) => (/^\d{1,3}(\.\d{3})+(,\d*)?$/.test(text) ? text.replaceAll('.', '') : text)
const plainNumber = (text: string) => withoutThousands(text.replace(/\s/g, '')).replace(',', '.').replace(/\.$/, '')

/** `6,25` → 625 hundredths, `6,` → 600, `20.000` → 2000000; at most `largest`. An empty field is no score: `optional` makes it undefined. */
export function readAmount(text: string, largest: Hundredths, optional: boolean): Reading<Hundredths | undefined> {
  const plain = plainNumber(text)
  if (plain === '') return optional ? value(undefined) : { reason: 'amount' }
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return { reason: 'amount' }
  const amount = parseDecimal(plain)
  return amount <= largest ? value(amount) : { reason: 'amount' }
}

/** `1.200` → 1200: whole, from `least` on. */
export function readWhole(
  text: string,
  least: number,
  largest = largestFigure,
  optional = true,
): Reading<number | undefined> {
  const plain = text.replace(/[\s.]/g, '')
  if (plain === '') return optional ? value(undefined) : { reason: 'whole' }
  if (!/^\d{1,9}$/.test(plain)) return { reason: 'whole' }
  const number = Number(plain)
  return number >= least && number <= largest ? value(number) : { reason: 'whole' }
}

const fitting =
  (schema: z.ZodType<string, string>, reason: HoldReason, optional: boolean) =>
  (text: string): Reading<string | undefined> => {
    const plain = text.trim()
    if (plain === '' && optional) return value(undefined)
    return schema.safeParse(plain).success ? value(plain) : { reason }
  }
export const readCode = fitting(criterionCode, 'code', false)
export const readSetCode = fitting(indicatorSetCode, 'set-code', false)
export const readMeasurementKey = fitting(measurementKey, 'key', true)

const keyOf = (id: string, part: string) => `${id}/${part}`
export const heldAt = (texts: HeldTexts, id: string, part: string): Held | undefined => texts[keyOf(id, part)]

/** Keeps what stands in a field; null forgets it, because it has become a value. */
export function hold(texts: HeldTexts, id: string, part: string, held: Held | null): HeldTexts {
  const key = keyOf(id, part)
  if (held) return { ...texts, [key]: held }
  if (!(key in texts)) return texts
  return Object.fromEntries(Object.entries(texts).filter(([one]) => one !== key))
}

/** Rows came, went or changed places: their texts go along. @param order for each row, where it stood; null: it is new */
export function reorderHeld(texts: HeldTexts, id: string, part: string, order: readonly (number | null)[]): HeldTexts {
  const prefix = `${keyOf(id, part)}/`
  const moved = Object.entries(texts).flatMap(([key, held]): [string, Held][] => {
    if (!key.startsWith(prefix)) return [[key, held]]
    const [row = '', ...rest] = key.slice(prefix.length).split('/')
    const at = order.indexOf(Number(row))
    return at < 0 ? [] : [[`${prefix}${[at, ...rest].join('/')}`, held]]
  })
  return Object.fromEntries(moved)
}

/** Only the texts of nodes that are still there. */
export const heldOf = (texts: HeldTexts, ids: ReadonlySet<string>): HeldTexts =>
  Object.fromEntries(Object.entries(texts).filter(([key]) => ids.has(key.slice(0, key.indexOf('/')))))
