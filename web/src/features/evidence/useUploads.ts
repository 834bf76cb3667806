import type { CriterionCode } from '@thuoc/shared'
import { computed, onScopeDispose, reactive } from 'vue'
import { isPassing } from '../../platform/api/client.ts'

/** One file on its way to the register of evidence. */
export type Upload = {
  id: number
  criterion: CriterionCode
  file: File
  /** From 0 to 1. */
  share: number
  state: 'queued' | 'sending' | 'failed'
  error: unknown
}

type Send = (
  criterion: CriterionCode,
  file: File,
  options: { onProgress: (share: number) => void; signal: AbortSignal },
) => Promise<unknown>

/** At most two at once, so that saving a line does not wait behind a film. */
const lanes = 2

/**
 * Uploads that go on while one works on other lines. What fails stays in the list with its reason;
 * what only lost the connection is sent again when it is back.
 */
export function useUploads(send: Send) {
  const uploads = reactive<Upload[]>([])
  const stops = new Map<number, AbortController>()
  let last = 0

  /** Those that may still arrive; what was refused has been said and waits for nobody. */
  const pending = computed(() => uploads.filter(({ state, error }) => state !== 'failed' || isPassing(error)).length)

  function add(criterion: CriterionCode, files: Iterable<File>) {
    for (const file of files) uploads.push({ id: ++last, criterion, file, share: 0, state: 'queued', error: null })
    proceed()
  }

  function proceed() {
    const sending = uploads.filter(({ state }) => state === 'sending').length
    for (const upload of uploads.filter(({ state }) => state === 'queued').slice(0, Math.max(0, lanes - sending)))
      void start(upload)
  }

  async function start(upload: Upload) {
    const stop = new AbortController()
    stops.set(upload.id, stop)
    Object.assign(upload, { state: 'sending', share: 0, error: null })
    try {
      await send(upload.criterion, upload.file, {
        onProgress: (share) => (upload.share = share),
        signal: stop.signal,
      })
      leave(upload.id)
    } catch (error) {
      if (stop.signal.aborted) leave(upload.id)
      else Object.assign(upload, { state: 'failed', error })
    } finally {
      stops.delete(upload.id)
      proceed()
    }
  }

  function leave(id: number) {
    const at = uploads.findIndex((upload) => upload.id === id)
    if (at >= 0) uploads.splice(at, 1)
  }

  function retry(id: number) {
    const upload = uploads.find((one) => one.id === id)
    if (upload?.state !== 'failed') return
    upload.state = 'queued'
    proceed()
  }

  function cancel(id: number) {
    const stop = stops.get(id)
    if (stop) stop.abort()
    else leave(id)
  }

  function back() {
    for (const { id, error } of uploads) if (isPassing(error)) retry(id)
  }
  window.addEventListener('online', back)
  onScopeDispose(() => {
    window.removeEventListener('online', back)
    for (const stop of stops.values()) stop.abort()
  })

  return { uploads, pending, add, retry, cancel }
}
export type Uploads = ReturnType<typeof useUploads>
