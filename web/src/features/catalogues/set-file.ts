import { indicatorSetDefinition, type IndicatorSetDefinition } from '@thuoc/shared'
import type { z } from 'zod'

/** The API takes definitions up to this size, in bytes. */
export const largestSetFile = 1024 * 1024

export type SetFile =
  | { state: 'too-large' }
  | { state: 'not-json' }
  | { state: 'unfit'; issues: z.core.$ZodIssue[] }
  | { state: 'read'; definition: IndicatorSetDefinition }

/** Reads what people chose, before anything is sent. */
export async function readSetFile(file: Blob): Promise<SetFile> {
  if (file.size > largestSetFile) return { state: 'too-large' }
  const json = parsed(await file.text())
  if (json === undefined) return { state: 'not-json' }
  const checked = indicatorSetDefinition.safeParse(json)
  return checked.success
    ? { state: 'read', definition: checked.data }
    : { state: 'unfit', issues: checked.error.issues }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return value
  } catch {
    return undefined
  }
}
