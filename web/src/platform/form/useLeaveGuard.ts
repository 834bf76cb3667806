import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

const patience = 1500

/**
 * Keeps a page from being left while something has not reached the server: the browser asks before it closes the
 * page; a link within the app waits a moment for what is under way, and asks only if that did not help.
 */
export function useLeaveGuard({
  pending,
  flush,
  ask,
}: {
  pending: () => number
  flush: () => void
  /** @returns whether to leave all the same */
  ask: () => Promise<boolean>
}) {
  function hold(event: BeforeUnloadEvent) {
    flush()
    if (pending() > 0) event.preventDefault()
  }
  window.addEventListener('beforeunload', hold)
  onScopeDispose(() => window.removeEventListener('beforeunload', hold))

  onBeforeRouteLeave(async () => {
    flush()
    const until = Date.now() + patience
    while (pending() > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
    return pending() === 0 || (await ask())
  })
}
