import { beginUpload, cancelUpload, firstPart, getUpload, listUploads, partAfter } from '@thuoc/shared'
import type { NewUpload, UnitId, Upload, UploadId } from '@thuoc/shared'
import { call } from '../../../platform/api/client.ts'
import { sendPart } from '../../../platform/api/parts.ts'
import { isProblem } from '../../../platform/problem.ts'
import { NotSent } from './refusals.ts'

export type SendOptions = { onProgress: (bytes: number) => void; signal: AbortSignal }
export type Room = { used: number; limit: number; largestFile: number }

/** How files get to the server. @throws ApiProblem, NetworkProblem */
export type Sending = {
  list: () => Promise<{ items: Upload[]; room: Room }>
  begin: (file: NewUpload) => Promise<Upload>
  /** Goes on from the byte the server has. @returns what has arrived, whole */
  send: (id: UploadId, file: Blob | null, options: SendOptions) => Promise<Upload>
  cancel: (id: UploadId) => Promise<unknown>
}

/** Sends files of a unit to the library, in parts. */
export function sendingTo(unit: () => UnitId): Sending {
  const params = () => ({ params: { id: unit() } })

  async function send(id: UploadId, file: Blob | null, { onProgress, signal }: SendOptions): Promise<Upload> {
    for (;;) {
      const upload = await call(getUpload, { params: { id } }, { signal })
      onProgress(upload.received)
      if (upload.arrived) return upload
      if (!file || upload.received >= file.size) throw new NotSent('unreadable')
      await sendParts(id, file, upload.received, { onProgress, signal })
    }
  }

  return {
    list: () => call(listUploads, params()),
    begin: (body) => call(beginUpload, { ...params(), body }),
    send: (id, file, options) => aloneInBrowser(id, () => send(id, file, options)),
    cancel: (id) => call(cancelUpload, { params: { id } }),
  }
}

/** Ends early where the server has more or less than we believe: it is then asked again. */
async function sendParts(id: UploadId, file: Blob, from: number, { onProgress, signal }: SendOptions) {
  let bytes = firstPart
  for (let offset = from; offset < file.size;) {
    const part = file.slice(offset, offset + bytes)
    const begun = performance.now()
    try {
      await sendPart(`/uploads/${id}`, part, {
        ...{ offset, signal },
        onProgress: (bytes) => onProgress(offset + Math.min(bytes, part.size)),
      })
    } catch (error) {
      if (isProblem(error, 'upload.wrong-offset')) return
      throw error
    }
    offset += part.size
    bytes = partAfter(bytes, performance.now() - begun)
  }
}

/** Two tabs would take the file out of each other's hands. Web Locks are missing on plain http and in old browsers. */
async function aloneInBrowser<T>(id: UploadId, work: () => Promise<T>): Promise<T> {
  const browser: { locks?: LockManager | null } = navigator
  if (!browser.locks) return await work()
  return await browser.locks.request(`thuoc-upload-${id}`, { ifAvailable: true }, (lock) => {
    if (!lock) throw new NotSent('elsewhere')
    return work()
  })
}
