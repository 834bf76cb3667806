import { onScopeDispose } from 'vue'

export type FormKeys = {
  next: () => void
  previous: () => void
  nextMissing: () => void
  search: () => void
  help: () => void
  /** A digit typed outside a field: it goes into the answer of the line. */
  digit: (digit: number) => void
  /** Further letters of one page. */
  letters?: Readonly<Record<string, () => void>>
}

/** Where the arrows move the cursor or the choice, and letters are text. */
const takesText = 'input:not([data-arrows-leave]), textarea, select, [contenteditable="true"]'
/** Panels that lie over the page have keys of their own. */
const above = '.el-dialog, .el-drawer, .el-popper'

/** The form by keyboard: up and down between lines, digits into the score, Ctrl+Enter to what is missing, `/` to search. */
export function useFormKeys(keys: FormKeys) {
  function pressed(event: KeyboardEvent) {
    const at = event.target instanceof Element ? event.target : null
    if (event.defaultPrevented || event.isComposing || event.altKey || at?.closest(above)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return take(event, keys.nextMissing)
    if (event.ctrlKey || event.metaKey) return
    if (at?.matches(takesText)) return
    const inNumber = at?.matches('[data-arrows-leave]') ?? false
    if (event.key === 'ArrowDown' || (event.key === 'Enter' && inNumber)) return take(event, keys.next)
    if (event.key === 'ArrowUp') return take(event, keys.previous)
    if (event.key === '/') return take(event, keys.search)
    if (event.key === '?') return take(event, keys.help)
    if (inNumber) return
    if (/^\d$/.test(event.key)) return keys.digit(Number(event.key))
    const letter = keys.letters?.[event.key.toLowerCase()]
    if (letter) take(event, letter)
  }

  function take(event: KeyboardEvent, work: () => void) {
    event.preventDefault()
    work()
  }

  window.addEventListener('keydown', pressed)
  onScopeDispose(() => window.removeEventListener('keydown', pressed))
}
