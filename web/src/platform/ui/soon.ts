import { defineAsyncComponent, type Component } from 'vue'

/** Milliseconds. */
const afterDrawing = import.meta.env.PROD ? 2000 : 0

/**
 * What nobody needs at first sight: it comes once the page is drawn, so that it is there when it is asked for, even if the
 * connection is lost in between. Asked for earlier, it comes at once.
 */
export function fetchedSoon<T>(load: () => Promise<T>): () => Promise<T> {
  if (import.meta.env.PROD) setTimeout(() => void load().catch(() => {}), afterDrawing)
  return load
}

/** The same for a part of a page. */
export function soon<T extends Component>(load: () => Promise<{ default: T }>): T {
  const fetched = fetchedSoon(load)
  return defineAsyncComponent<T>(() => fetched().then((part) => part.default))
}

/** A part that tells of something by itself, and takes its place only when what one came for is there. */
export function whenQuiet<T extends Component>(load: () => Promise<{ default: T }>): T {
  const quiet = new Promise((resolve) => setTimeout(resolve, afterDrawing))
  return defineAsyncComponent<T>(() => quiet.then(load).then((part) => part.default))
}
