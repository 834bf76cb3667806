import { onScopeDispose } from 'vue'

/** Looks again every so often while there is something to wait for and the page is looked at. */
export function useWatch(waits: () => boolean, look: () => unknown, everySeconds: number) {
  const timer = setInterval(() => {
    if (waits() && document.visibilityState === 'visible') look()
  }, everySeconds * 1000)
  onScopeDispose(() => clearInterval(timer))
}
