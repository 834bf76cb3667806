import { ref } from 'vue'
import type { Router } from 'vue-router'
import { mayBeginAgain } from './begin-again.ts'

/** What browsers (Chromium, Firefox, Safari) and the preloader say when a part of the app cannot be had. */
const isMissingPart = /dynamically imported module|Importing a module script failed|Unable to preload CSS/

/** The page asked for could not be loaded and the line is down: the app says so until a page loads. */
export const pageLost = ref(false)

/**
 * After an upgrade of the server the parts that an open page would load next are gone. It then begins anew, at the
 * address the person wanted; what was typed into a form and not yet saved is kept by the form itself.
 */
export function beginAnewAfterUpgrade(router: Router) {
  router.afterEach(() => void (pageLost.value = false))
  router.onError(async (error, to) => {
    if (!(error instanceof Error) || !isMissingPart.test(error.message)) return
    if (await mayBeginAgain()) window.location.assign(to.fullPath)
    else pageLost.value = true
  })
}
