import { createHash } from 'node:crypto'
import type { FileReference, FileReferences } from './file-references.ts'
import { hashOf, isMissing, type FileKey, type FileStore, type KeptFile } from './files.ts'

/** Why a file is not as the database says. */
export type Fault = 'missing' | 'content-differs' | 'row-differs'
export type FaultyFile = { key: FileKey; rows: string[]; fault: Fault }
export type Care = {
  references: FileReferences
  /** Called after each file. */
  onProgress?: (bytes: number) => void
  /** No further file is begun once it is aborted. */
  signal?: AbortSignal
}
export type MoveReport = { copied: number; there: number; bytes: number; faults: FaultyFile[]; isWhole: boolean }
export type CheckReport = { checked: number; bytes: number; faults: FaultyFile[]; isWhole: boolean }

/** Files that are worked on at a time: the other side answers after a while, this one has few cores. */
const atOnce = 4

/**
 * Copies every file that a row refers to. What is there already is not copied again, so that a move which was broken
 * off goes on; but its content is compared like that of a new copy. The source stays as it is.
 * @throws Problem `server.storage-unavailable`; run it again
 */
export async function moveFiles(from: FileStore, to: FileStore, care: Care): Promise<MoveReport> {
  const report: MoveReport = { copied: 0, there: 0, bytes: 0, faults: [], isWhole: false }

  async function move({ key, rows, sha256 }: FileReference) {
    await note({ key, rows, fault: (await copy(key)) ?? rowFault(key, sha256) }, report.faults, care)
  }
  async function copy(key: FileKey): Promise<Fault | null> {
    const there = await contentOf(to, key)
    if (there?.sha256 === hashOf(key)) {
      report.there += 1
      care.onProgress?.(there.size)
      return null
    }
    // Both sides are looked at: what is copied is what the key promises, and what arrives is what was sent.
    const file = await to.receive(from.read(key), Infinity).catch(nullIfMissing)
    if (!file) return there ? 'content-differs' : 'missing'
    try {
      if (file.sha256 !== hashOf(key)) return 'content-differs'
      await to.keep(file, key)
    } finally {
      await to.discard(file)
    }
    const arrived = await contentOf(to, key)
    if (arrived?.sha256 !== hashOf(key)) return 'content-differs'
    report.copied += 1
    report.bytes += arrived.size
    care.onProgress?.(arrived.size)
    return null
  }

  report.isWhole = await forEachReference(care, move)
  return report
}

/** Compares every file that a row refers to with what its key and its rows promise, wherever of these places it lies. */
export async function checkFiles(stores: readonly FileStore[], care: Care): Promise<CheckReport> {
  const report: CheckReport = { checked: 0, bytes: 0, faults: [], isWhole: false }
  async function check({ key, rows, sha256 }: FileReference) {
    const content = await firstContent(stores, key)
    const fault = content ? (content.sha256 === hashOf(key) ? rowFault(key, sha256) : 'content-differs') : 'missing'
    await note({ key, rows, fault }, report.faults, care)
    report.checked += 1
    report.bytes += content?.size ?? 0
    care.onProgress?.(content?.size ?? 0)
  }
  report.isWhole = await forEachReference(care, check)
  return report
}

/** Removes from `from` what a whole move has brought to `to`, each file only while it lies there. @returns how many */
export async function removeMoved(from: FileStore, to: FileStore, care: Care): Promise<number> {
  let removed = 0
  await forEachReference(care, async ({ key }) => {
    const [here, there] = [await from.find(key), await to.find(key)]
    if (!here || here.size !== there?.size) return
    await from.remove(key)
    removed += 1
    care.onProgress?.(here.size)
  })
  return removed
}

/** Files to which no row refers: what a refusal or a crash between file and row left. */
export async function* orphansOf(store: FileStore, references: FileReferences): AsyncIterable<KeptFile> {
  let batch: KeptFile[] = []
  async function* withoutRow() {
    const lost = new Set(await references.unreferenced(batch.map(({ key }) => key)))
    yield* batch.filter(({ key }) => lost.has(key))
    batch = []
  }
  for await (const file of store.list()) if (batch.push(file) === 1000) yield* withoutRow()
  yield* withoutRow()
}

/** A handful is what crashes leave; more than one file in twenty is no leftover but another database. */
const plausible = (orphans: number, all: number) => all > 0 && (orphans <= 20 || orphans * 20 <= all)

/** Thrown instead of removing what may well be somebody's: nothing has been removed. */
export class TooManyOrphans extends Error {}

/**
 * Removes files that were kept before `before` and to which no row refers: between keeping a file and writing its row
 * lie seconds. Each is asked about again before it goes.
 * @param evenMany somebody has looked at them @returns how many @throws TooManyOrphans
 */
export async function sweepOrphans(store: FileStore, references: FileReferences, before: Date, evenMany = false) {
  const old: FileKey[] = []
  for await (const { key, keptAt } of orphansOf(store, references)) if (keptAt < before) old.push(key)
  const known = await references.count()
  if (!evenMany && old.length > 0 && !plausible(old.length, known))
    throw new TooManyOrphans(`${old.length} files without a row, ${known} with one: is this the right database?`)
  let removed = 0
  for (const key of old) {
    const [still] = await references.unreferenced([key])
    if (still !== undefined && (await store.removeOld(key, before))) removed += 1
  }
  return removed
}

/** Whoever removes a row and its file while we look has done no wrong. */
async function note(
  { key, rows, fault }: Omit<FaultyFile, 'fault'> & { fault: Fault | null },
  faults: FaultyFile[],
  { references }: Care,
) {
  if (fault && (await references.unreferenced([key])).length === 0) faults.push({ key, rows, fault })
}

const rowFault = (key: FileKey, sha256: string[]): Fault | null =>
  sha256.every((one) => one === hashOf(key)) ? null : 'row-differs'

type Content = { sha256: string; size: number }
async function contentOf(store: FileStore, key: FileKey): Promise<Content | null> {
  return digestOf(store.read(key)).catch(nullIfMissing)
}

async function firstContent(stores: readonly FileStore[], key: FileKey): Promise<Content | null> {
  for (const store of stores) {
    const content = await contentOf(store, key)
    if (content) return content
  }
  return null
}

async function digestOf(source: AsyncIterable<Buffer>): Promise<Content> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of source) {
    hash.update(chunk)
    size += chunk.length
  }
  return { sha256: hash.digest('hex'), size }
}

const nullIfMissing = (error: unknown) => {
  if (isMissing(error)) return null
  throw error
}

/** @returns whether every file was come by; false when the signal ended it */
async function forEachReference({ references, signal }: Care, work: (reference: FileReference) => Promise<void>) {
  for await (const page of references.pages()) {
    const left = page.values()
    const hand = async () => {
      for (const reference of left)
        if (signal?.aborted) return
        else await work(reference)
    }
    const hands = await Promise.allSettled(Array.from({ length: atOnce }, hand))
    for (const one of hands) if (one.status === 'rejected') throw one.reason
    if (signal?.aborted) return false
  }
  return true
}
