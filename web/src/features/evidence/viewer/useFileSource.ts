import { getFileAddress, getFilePdf, listArchiveEntries, type ArchiveListing, type EvidenceFile } from '@thuoc/shared'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { call, NetworkProblem } from '../../../platform/api/client.ts'
import { decodeText, mostText } from './read-text.ts'
import { viewKindOf, type ViewKind } from './view-kind.ts'

/** What is on screen of a file: an address of this page or of the server, letters, or a list. */
export type Shown =
  | { as: 'image' | 'pdf'; url: string }
  | { as: 'video' | 'audio'; url: string }
  | { as: 'text' | 'table'; text: string; cut: boolean }
  | { as: 'archive'; listing: ArchiveListing }
  | { as: 'none' }

/** An address that works for a minute; it carries its own right. */
const addressOf = async ({ id }: EvidenceFile, query: { view?: string } = {}) =>
  (await call(getFileAddress, { params: { id }, query })).url

async function fetched(address: string, init: RequestInit): Promise<Response> {
  const reply = await fetch(address, init).catch((cause: unknown) => {
    throw new NetworkProblem(cause)
  })
  if (!reply.ok) throw new NetworkProblem(`HTTP ${reply.status}`)
  return reply
}

/** In the memory of this page, as the type that the server found it to be: files only ever come as attachments. */
async function inMemory(address: string, type: string, signal: AbortSignal): Promise<string> {
  const reply = await fetched(address, { signal })
  return URL.createObjectURL(new Blob([await reply.arrayBuffer()], { type }))
}

async function beginningOf(file: EvidenceFile, signal: AbortSignal) {
  const cut = file.size > mostText
  const headers: HeadersInit = cut ? { range: `bytes=0-${mostText - 1}` } : {}
  const reply = await fetched(await addressOf(file), { headers, signal })
  return { text: decodeText(new Uint8Array(await reply.arrayBuffer()), cut), cut }
}

/** Milliseconds between two questions whether the PDF is there. */
const pause = 1500
const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new DOMException('Looked away', 'AbortError'))
    })
  })

async function officePdf({ id }: EvidenceFile, signal: AbortSignal): Promise<Shown> {
  for (;;) {
    const { state, url } = await call(getFilePdf, { params: { id } }, { signal })
    if (state === 'none') return { as: 'none' }
    if (url !== null) return { as: 'pdf', url: await inMemory(url, 'application/pdf', signal) }
    await wait(pause, signal)
  }
}

/** How each kind of file is brought to the screen. */
const loaders: Record<ViewKind, (file: EvidenceFile, signal: AbortSignal) => Promise<Shown>> = {
  pdf: async (file, signal) => ({ as: 'pdf', url: await inMemory(await addressOf(file), 'application/pdf', signal) }),
  image: async (file, signal) => ({ as: 'image', url: await inMemory(await addressOf(file), file.mediaType, signal) }),
  text: async (file, signal) => ({ as: 'text', ...(await beginningOf(file, signal)) }),
  table: async (file, signal) => ({ as: 'table', ...(await beginningOf(file, signal)) }),
  video: async (file) => ({ as: 'video', url: await addressOf(file, { view: 'true' }) }),
  audio: async (file) => ({ as: 'audio', url: await addressOf(file, { view: 'true' }) }),
  office: officePdf,
  archive: async ({ id }, signal) => ({
    as: 'archive',
    listing: await call(listArchiveEntries, { params: { id } }, { signal }),
  }),
  none: async () => ({ as: 'none' }),
}

/** Brings a file to the screen, and lets go of the one before: of two that were asked for the newer is shown. */
export function useFileSource(file: () => EvidenceFile) {
  const shown = shallowRef<Shown | null>(null)
  const problem = ref<unknown>(null)
  let running: AbortController | null = null

  function forget() {
    running?.abort()
    const before = shown.value
    if (before && 'url' in before && before.url.startsWith('blob:')) URL.revokeObjectURL(before.url)
    shown.value = null
  }

  async function look() {
    forget()
    problem.value = null
    const mine = new AbortController()
    running = mine
    try {
      const found = await loaders[viewKindOf(file())](file(), mine.signal)
      if (!mine.signal.aborted) shown.value = found
      else if ('url' in found && found.url.startsWith('blob:')) URL.revokeObjectURL(found.url)
    } catch (error) {
      if (!mine.signal.aborted) problem.value = error
    }
  }

  watch(() => file().id, look, { immediate: true })
  onScopeDispose(forget)
  return { shown, problem, look }
}
