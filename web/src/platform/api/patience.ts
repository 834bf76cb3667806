import { ref } from 'vue'
import { isProblem } from '../problem.ts'

/** So many calls wait at the door of a server that has too many guests; the app says so. */
export const atTheDoor = ref(0)

/** Milliseconds for which a page waits for a server that is busy, before it says so; longer where it is told so meanwhile. */
const patience = { busy: 30_000, full: 120_000 }

type Terms = { signal?: AbortSignal | undefined; repeatable: boolean }
/**
 * Asks again when a busy server has said it is worth it. What was turned away at the door was not begun, and is asked
 * again whatever it is; what was begun only where it changes nothing, or is the same order when asked twice.
 */
export async function patiently<T>(ask: () => Promise<T>, { signal, repeatable }: Terms): Promise<T> {
  const begun = Date.now()
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isFull = isProblem(error, 'server.full')
      if (!isFull && !(repeatable && isProblem(error, 'server.busy'))) throw error
      const wait = (error.retryAfter ?? Infinity) * 1000
      if (signal?.aborted || Date.now() - begun + wait > patience[isFull ? 'full' : 'busy']) throw error
      await waited(wait, isFull)
      signal?.throwIfAborted()
    }
  }
}

async function waited(milliseconds: number, isFull: boolean) {
  if (isFull) atTheDoor.value += 1
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  if (isFull) atTheDoor.value -= 1
}
