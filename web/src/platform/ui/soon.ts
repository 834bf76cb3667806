import { defineAsyncComponent, type Component } from 'vue'

/**
 * A part that nobody needs at first sight: it comes once the page is drawn, so that it is there when it is asked for, even if
 * the connection is lost in between. Asked for earlier, it comes at once.
 */
export function soon<T extends Component>(load: () => Promise<{ default: T }>): T {
  if (import.meta.env.PROD) setTimeout(() => void load().catch(() => {}), 2000)
  return defineAsyncComponent<T>(() => load().then((part) => part.default))
}
