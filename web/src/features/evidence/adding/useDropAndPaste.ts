import { onScopeDispose, ref } from 'vue'

type Options = {
  /** Whether files are taken at all just now. */
  takes: () => boolean
  take: (files: File[]) => void
  /** Somebody has dropped a folder, which a browser does not hand over like a file. */
  folder: () => void
  /** What a picture from the clipboard is called: all of them are `image.png`. */
  nameOf: (at: Date) => string
}

/** Files that come by dropping them on a part of the page, or with Ctrl+V anywhere on it. */
export function useDropAndPaste({ takes, take, folder, nameOf }: Options) {
  const over = ref(false)
  let depth = 0

  const hasFiles = (event: DragEvent) => takes() && (event.dataTransfer?.types.includes('Files') ?? false)

  /** Every element below tells of its own entering and leaving: only the balance says whether one is inside. */
  function enter(event: DragEvent) {
    if (!hasFiles(event)) return
    event.preventDefault()
    depth++
    over.value = true
  }
  function leave() {
    depth = Math.max(0, depth - 1)
    if (depth === 0) over.value = false
  }
  function hover(event: DragEvent) {
    if (hasFiles(event)) event.preventDefault()
  }
  function drop(event: DragEvent) {
    depth = 0
    over.value = false
    if (!hasFiles(event)) return
    event.preventDefault()
    const files: File[] = []
    for (const item of event.dataTransfer?.items ?? []) {
      if (item.webkitGetAsEntry()?.isDirectory) folder()
      else files.push(...filesIn(item))
    }
    if (files.length > 0) take(files)
  }

  function paste(event: ClipboardEvent) {
    const { target, clipboardData } = event
    if (!takes() || !clipboardData || clipboardData.files.length === 0) return
    // Word and Excel put a picture beside the text; whoever is writing wants the text. A dialog has its own files.
    const isWriting = target instanceof Element && target.closest('input, textarea, [contenteditable], [role="dialog"]')
    if (isWriting && (clipboardData.types.includes('text/plain') || target.closest('[role="dialog"]'))) return
    event.preventDefault()
    take([...clipboardData.files].map(named))
  }
  const named = (file: File) =>
    file.name === 'image.png' ? new File([file], nameOf(new Date()), { type: file.type }) : file

  document.addEventListener('paste', paste)
  onScopeDispose(() => document.removeEventListener('paste', paste))

  return { over, zone: { onDragenter: enter, onDragleave: leave, onDragover: hover, onDrop: drop } }
}

function filesIn(item: DataTransferItem): File[] {
  const file = item.kind === 'file' ? item.getAsFile() : null
  return file ? [file] : []
}
