import { uploadId, type UnitId, type UploadId } from '@thuoc/shared'
import { z } from 'zod'

/** Files on their way, so that they go on by themselves after the form was left or the page was loaded again. */
export type KeptFiles = {
  keep: (id: UploadId, file: File) => Promise<void>
  find: (id: UploadId) => Promise<File | null>
  forget: (id: UploadId) => Promise<void>
  /** Forgets what the server no longer waits for, and what another person left in this browser. */
  retain: (ids: readonly UploadId[]) => Promise<void>
}

const keptFile = z.object({ id: uploadId, file: z.instanceof(File), owner: z.string() })

/** Larger files are not copied into the browser's store; after a reload they have to be chosen again. */
export const mostKept = 40 * 1024 * 1024
/** As long as the page lives, a file of any size is at hand. */
const atHand = new Map<UploadId, File>()

/** @param owner the person and the unit they act for; files of others are not touched by mistake nor left behind */
export function keptFiles(owner: { person: string; unit: () => UnitId }): KeptFiles {
  const mine = () => `${owner.person}/${owner.unit()}`
  return {
    async keep(id, file) {
      atHand.set(id, file)
      if (file.size <= mostKept) await store('readwrite', (files) => files.put({ id, file, owner: mine() }))
    },
    async find(id) {
      const near = atHand.get(id)
      if (near) return near
      const found = keptFile.safeParse(await store('readonly', (files) => files.get(id))).data
      return found?.owner === mine() ? found.file : null
    },
    async forget(id) {
      atHand.delete(id)
      await store('readwrite', (files) => files.delete(id))
    },
    async retain(ids) {
      const all = keptFile
        .array()
        .catch([])
        .parse(await store('readonly', (files) => files.getAll()))
      const gone = all.filter(({ id, owner: of }) =>
        of === mine() ? !ids.includes(id) : !of.startsWith(`${owner.person}/`),
      )
      for (const { id } of gone) await store('readwrite', (files) => files.delete(id))
    },
  }
}

/** A browser may refuse the store (private windows, no room): then files simply have to be chosen again. */
async function store<T>(mode: IDBTransactionMode, ask: (files: IDBObjectStore) => IDBRequest<T>): Promise<unknown> {
  try {
    const base = await opened()
    try {
      return await answer(ask(base.transaction('files', mode).objectStore('files')))
    } finally {
      base.close()
    }
  } catch {
    return undefined
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('thuoc-uploads', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('files', { keyPath: 'id' })
  return answer(request)
}

const answer = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The store of the browser did not answer'))
  })
