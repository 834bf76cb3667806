import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { listArchive } from './archives.ts'
import { allFileTypes, type FileType, knownFileTypes, type TakenTypes } from './known-file-types.ts'

const known: readonly FileType[] = Object.values(knownFileTypes).flat()
/** What the content says by its first bytes. The old Office formats and text are told in another way. */
const byMediaType = new Map(known.map((type) => [type.mediaType, type]))

/** The old Office formats share a container with installers and mail: the stream inside tells which it is. */
const inContainer = [
  { stream: 'WordDocument', type: knownFileTypes.doc[0] },
  { stream: 'Workbook', type: knownFileTypes.xls[0] },
  { stream: 'PowerPoint Document', type: knownFileTypes.ppt[0] },
].map(({ stream, type }) => ({ type, mark: Buffer.from(stream, 'utf16le') }))
const macrosInContainer = Buffer.from('_VBA_PROJECT', 'utf16le')
/** Parts of an Office file that hold programs: of Office, of Excel 4, of LibreOffice. */
const macrosInPackage =
  /(^|\/)vbaProject\.bin$|\/macrosheets\/|^Scripts\/[^/]+\/.|^Basic\/[^/]+\/(?!(script|dialog)-lb\.xml$)./i

const texts: Readonly<Record<string, FileType>> = { txt: knownFileTypes.txt[0], csv: knownFileTypes.csv[0] }

/**
 * What the file at `path` is, by its content, in constant memory; null when we do not take such files: unknown, not
 * among `taken`, with macros, or two things at once. The name only tells plain text from a table in plain text.
 */
export async function typeOfFile(
  path: string,
  name: string,
  taken: TakenTypes = allFileTypes,
): Promise<FileType | null> {
  const type = await typeByContent(path, name)
  return type && taken.has(type.mediaType) ? type : null
}

async function typeByContent(path: string, name: string): Promise<FileType | null> {
  const found = await fileTypeFromFile(path)
  if (found?.mime === 'application/x-cfb') return typeInContainer(path)
  const type = found && byMediaType.get(found.mime)
  if (found && !type) return null
  if (type?.mediaType.startsWith('application/vnd.')) return (await isPlainPackage(path)) ? type : null
  if (type) return type.mediaType !== 'application/zip' && (await endsAsArchive(path)) ? null : type
  const text = texts[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  return text && (await isPlainText(path)) ? text : null
}

async function typeInContainer(path: string): Promise<FileType | null> {
  let tail = Buffer.alloc(0)
  let found: FileType | null = null
  for await (const chunk of chunksOf(path)) {
    const window = Buffer.concat([tail, chunk])
    if (window.includes(macrosInContainer)) return null
    found ??= inContainer.find(({ mark }) => window.includes(mark))?.type ?? null
    // A mark may lie across two chunks.
    tail = window.subarray(-64)
  }
  return found
}

/** An Office file is an archive; its own list has to be whole and honest, and free of macros whatever its type says. */
async function isPlainPackage(path: string): Promise<boolean> {
  const { entries, count, lookedAt, warnings, isDamaged } = await listArchive(path, Number.MAX_SAFE_INTEGER)
  if (isDamaged || lookedAt < count) return false
  if (warnings.some((warning) => ['bomb', 'overlapping', 'duplicate', 'outside'].includes(warning))) return false
  return !entries.some(({ name }) => macrosInPackage.test(name.replaceAll('\\', '/')))
}

const archiveEnd = Buffer.from('PK\x05\x06', 'latin1')
/** The end record and the longest comment behind it. */
const longestEnd = 22 + 0xffff

/** A picture or a PDF that is an archive, too, once somebody gives it another ending: a Java program, say. */
async function endsAsArchive(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const end = Buffer.alloc(Math.min(size, longestEnd))
    await handle.read(end, 0, end.length, size - end.length)
    for (let at = end.indexOf(archiveEnd); at >= 0; at = end.indexOf(archiveEnd, at + 1))
      if (at + 22 <= end.length && at + 22 + end.readUInt16LE(at + 20) === end.length) return true
    return false
  } finally {
    await handle.close()
  }
}

/** Where text begins like this, some program would run it, whatever it is called. */
const runnable = /^(<|#!)/
const control = /[\0-\x08\x0b\x0e-\x1f]/
/** Readers of PDF look for it this far. */
const pdfWithin = 1024

async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [isAtStart, read] = [true, 0]
  try {
    for await (const chunk of chunksOf(path)) {
      const text = decoder.decode(chunk, { stream: true })
      const said = isAtStart ? text.trimStart() : text
      if (control.test(text) || (isAtStart && runnable.test(said))) return false
      if (read === 0 && text.slice(0, pdfWithin).includes('%PDF-')) return false
      isAtStart &&= said === ''
      read += chunk.length
    }
    decoder.decode()
    return true
  } catch (error) {
    // Not UTF-8; what the disk says is another matter.
    if (error instanceof TypeError) return false
    throw error
  }
}

const chunksOf = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: 256 * 1024 })
