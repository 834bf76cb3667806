import { z } from 'zod'
import { answer } from '@thuoc/shared'
import type { DraftMemory, Stored } from '../../../platform/form/autosave.ts'

/** What is typed into one line on either side: the answer, and for the external side why it differs. */
export type Entry = { answer: z.output<typeof answer>; reason: string }

const stored = z.object({ value: z.object({ answer, reason: z.string() }), version: z.int() })

const prefix = 'thuoc.draft/'

/**
 * Drafts that outlive the page: one key for each line, so that two tabs do not overwrite each other's lines.
 * A browser that stores nothing (private window, full disk) still works; then only the open page keeps them.
 * @param owner the person and the form, such as `personId/submissionId/self`
 */
export function draftMemory(owner: string, storage: Storage = localStorage) {
  const keyOf = (code: string) => `${prefix}${owner}/${code}`

  function quietly(work: () => void) {
    try {
      work()
    } catch {
      // Nothing to be done about a browser that does not store; the page itself still holds the draft.
    }
  }

  const memory: DraftMemory<Entry> = {
    put: (code, draft) => quietly(() => storage.setItem(keyOf(code), JSON.stringify(stored.encode(draft)))),
    drop: (code) => quietly(() => storage.removeItem(keyOf(code))),
  }

  /** What an earlier visit could not send, by code; what cannot be read is left alone. */
  function recall(): Map<string, Stored<Entry>> {
    const found = new Map<string, Stored<Entry>>()
    const start = keyOf('')
    quietly(() => {
      for (let at = 0; at < storage.length; at++) {
        const key = storage.key(at)
        if (!key?.startsWith(start)) continue
        const draft = read(storage.getItem(key))
        if (draft) found.set(key.slice(start.length), draft)
      }
    })
    return found
  }

  return { ...memory, recall }
}

function read(text: string | null): Stored<Entry> | null {
  if (text === null) return null
  try {
    return stored.parse(JSON.parse(text))
  } catch {
    return null
  }
}
