import { ref } from 'vue'
import type { Router } from 'vue-router'

/** A page that was begun before is not begun again for the same reason within this time, lest it turn in circles. */
const pauseMs = 20_000
const begunKey = 'thuoc.begun-again'
/** What browsers (Chromium, Firefox, Safari) and the preloader say when a part of the app cannot be had. */
const isMissingPart = /dynamically imported module|Importing a module script failed|Unable to preload CSS/

/** The page asked for could not be loaded and the line is down: the app says so until a page loads. */
export const pageLost = ref(false)

/** Whether the server answers, that is, whether loading the page anew would come to anything. */
const isThere = () =>
  fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

/**
 * After an upgrade of the server the parts that an open page would load next are gone. It then begins anew, at the
 * address the person wanted; what was typed into a form and not yet saved is kept by the form itself.
 */
export function beginAnewAfterUpgrade(router: Router) {
  router.afterEach(() => void (pageLost.value = false))
  router.onError(async (error, to) => {
    if (!(error instanceof Error) || !isMissingPart.test(error.message)) return
    const begun = Number(sessionStorage.getItem(begunKey) ?? 0)
    if (Date.now() - begun < pauseMs || !(await isThere())) {
      pageLost.value = true
      return
    }
    sessionStorage.setItem(begunKey, String(Date.now()))
    window.location.assign(to.fullPath)
  })
}
