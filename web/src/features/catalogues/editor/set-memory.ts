import { indicatorSetDefinition, type IndicatorSetDefinition } from '@thuoc/shared'
import { z } from 'zod'
import type { DraftMemory, Stored } from '../../../platform/form/autosave.ts'

const stored = z.object({ value: indicatorSetDefinition, version: z.int() })

/**
 * A draft that outlives the page, one for each person and set. A browser that stores nothing still works; then only
 * the open page keeps what is not sent.
 */
export function setMemory(owner: string, storage: Storage = localStorage) {
  const key = `thuoc.set-draft/${owner}`
  const memory: DraftMemory<IndicatorSetDefinition> = {
    put: (_, draft) => quietly(() => storage.setItem(key, JSON.stringify(stored.encode(draft)))),
    drop: () => quietly(() => storage.removeItem(key)),
  }
  /** What an earlier visit could not send; null when there is none, or none that can be read. */
  function recall(): Stored<IndicatorSetDefinition> | null {
    try {
      const text = storage.getItem(key)
      return text === null ? null : stored.parse(JSON.parse(text))
    } catch {
      return null
    }
  }
  return { ...memory, recall }
}

function quietly(work: () => void) {
  try {
    work()
  } catch {
    // Nothing to be done about a browser that does not store; the page itself still holds the draft.
  }
}
