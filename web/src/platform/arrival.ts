import { mayBeginAgain } from './begin-again.ts'

// What everything waits for may be lost on the way, and then nothing of the app is there to say so. `index.html` has the
// words for it, which show by themselves when nothing has come after a while: for that no script is needed.

let begun = false
/** Called by the app as soon as it is there. */
export const arrived = (): void => void (begun = true)

/** Shows the words at once. */
export const sayLost = (): void => document.documentElement.classList.add('lost')

/** Once all has come that will come: without the app the page is loaded anew, once, or says that it is not complete. */
export function watchArrival(): void {
  addEventListener('load', () => {
    if (!begun) void beginAgain()
  })
}
async function beginAgain() {
  if (await mayBeginAgain()) location.reload()
  else sayLost()
}
