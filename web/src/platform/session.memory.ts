import type { Me } from '@thuoc/shared'

/**
 * What the browser remembers between visits: that somebody was signed in here and acting where. No secret: it only
 * spares visitors of the public pages a pointless request, and tells other tabs when something has changed.
 */
const key = 'thuoc.session'

export const recallSession = (): boolean => localStorage.getItem(key) !== null

export function rememberSession(me: Me | null): void {
  if (me) localStorage.setItem(key, `${me.id}/${me.acting?.id ?? ''}`)
  else localStorage.removeItem(key)
}

/** Calls back when another tab signs out, signs in as somebody else or chooses another unit. */
export function watchOtherTabs(changed: () => void): void {
  window.addEventListener('storage', (event) => {
    if (event.key === key && event.newValue !== event.oldValue) changed()
  })
}
