import { defineAsyncComponent, type Component } from 'vue'

/** Milliseconds. */
const withoutUse = 10_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart']

/** The first sign that somebody uses the page, or ten seconds. While it is written, and in tests, at once. */
const used: Promise<void> = import.meta.env.PROD
  ? new Promise((resolve) => {
      const done = () => resolve()
      for (const sign of signs) addEventListener(sign, done, { once: true, capture: true, passive: true })
      setTimeout(done, withoutUse)
    })
  : Promise.resolve()

/** A moment in which the page has nothing else to do; Safari does not tell. */
const idle = () =>
  new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2_000 })
    else setTimeout(resolve, 200)
  })

/** One part after the other, each when there is time for it: together they would hold up what is being typed. */
let queue = used

/**
 * What nobody needs at first sight: it comes once the page is used, so that it is there when it is asked for, even if the
 * connection is lost in between. Asked for earlier, it comes at once.
 */
export function fetchedSoon<T>(load: () => Promise<T>): () => Promise<T> {
  if (import.meta.env.PROD) queue = queue.then(idle).then(() => load().then(noted, noted))
  return load
}
const noted = () => undefined

/** The same for a part of a page. */
export function soon<T extends Component>(load: () => Promise<{ default: T }>): T {
  const fetched = fetchedSoon(load)
  return defineAsyncComponent<T>(() => fetched().then((part) => part.default))
}

/** A part that tells of something by itself, and takes its place only when what one came for is there. */
export function whenQuiet<T extends Component>(load: () => Promise<{ default: T }>): T {
  return defineAsyncComponent<T>(() => used.then(load).then((part) => part.default))
}
