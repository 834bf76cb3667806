const takesText = 'input, textarea, select, [contenteditable="true"]'
const above = '.el-dialog, .el-drawer, .el-popper'

type Steps = { before: () => void; after: () => void; close: () => void }

/**
 * Alt+← and Alt+→, `[` and `]` lead through what there is to look at, Escape ends it. While somebody types, only what
 * is held with Alt. @returns what takes the keys away again
 */
export function onStepKeys({ before, after, close }: Steps): () => void {
  function pressed(event: KeyboardEvent) {
    const at = event.target instanceof Element ? event.target : null
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || at?.closest(above)) return
    const typing = at?.matches(takesText) ?? false
    const work =
      (event.altKey && event.key === 'ArrowLeft') || (!typing && event.key === '[')
        ? before
        : (event.altKey && event.key === 'ArrowRight') || (!typing && event.key === ']')
          ? after
          : event.key === 'Escape' && !typing
            ? close
            : null
    if (!work) return
    // Alt+← would lead back out of the form.
    event.preventDefault()
    work()
  }
  window.addEventListener('keydown', pressed)
  return () => window.removeEventListener('keydown', pressed)
}
