import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { readNames } from './archive-names.ts'

/** What whoever opens the archive had better know. */
export type ArchiveWarning =
  /** A name that leads out of the folder it is unpacked in: `../`, `/etc`, `C:\`. */
  | 'outside'
  /** A name with NUL, other control characters or ones that turn the direction of reading. */
  | 'hidden-characters'
  /** Not to be opened without a password, nor looked into by a scanner. */
  | 'encrypted'
  /** Comes to a hundred times its size and more. */
  | 'bomb'
  /** Shares its data with another entry, as bombs do. */
  | 'overlapping'
  /** Another entry of the same name. */
  | 'duplicate'
  /** Points at another file instead of holding one. */
  | 'link'
  /** A program or a script. */
  | 'program'
  /** An archive in the archive. */
  | 'archive'

export type ArchiveEntry = {
  /** To be shown, never to be used as a path: what is hidden shows as “�”, at most 300 characters. */
  name: string
  isFolder: boolean
  /** Bytes when unpacked, and as they lie in the archive; as the archive says, which may be a lie. */
  size: number
  packedSize: number
  warnings: ArchiveWarning[]
}

export type ArchiveListing = {
  /** The first ones, in the order of the archive. */
  entries: ArchiveEntry[]
  /** As the archive says; may be more than are listed. */
  count: number
  /** Of everything that was looked at: `lookedAt` entries. */
  size: number
  packedSize: number
  lookedAt: number
  /** Of the whole, each once. */
  warnings: ArchiveWarning[]
  /** The list cannot be read to its end: torn, or not written by the rules. */
  isDamaged: boolean
}

export const shownEntries = 2_000
const lookedAtMost = 10_000
const longestName = 300
/** Below this nothing is a bomb. */
const harmless = 50 * 1024 * 1024
const bombRatio = 100

/**
 * What lies in a ZIP archive, by its own list; nothing is unpacked. Constant memory, whatever the archive says: 10,000
 * entries are looked at, 2,000 are given back.
 * @throws Error ENOENT and the like, when the file cannot be read at all
 */
export async function listArchive(path: string, most = shownEntries): Promise<ArchiveListing> {
  const { raw, count, isDamaged } = await entriesOf(path)
  const names = readNames(raw.map(rawName))
  const entries = raw.map((entry, index) => describe(entry, names[index] ?? ''))
  markOverlapping(raw, entries)
  markDuplicates(entries, names)

  const sum = (key: 'size' | 'packedSize') => entries.reduce((total, entry) => total + entry[key], 0)
  const [size, packedSize] = [sum('size'), sum('packedSize')]
  const warnings = new Set(entries.flatMap((entry) => entry.warnings))
  if (isBomb(size, packedSize)) warnings.add('bomb')
  return {
    entries: entries.slice(0, most),
    count,
    size,
    packedSize,
    lookedAt: entries.length,
    warnings: [...warnings],
    isDamaged,
  }
}

/** The little that is kept of an entry while all are looked at. */
type RawEntry = Pick<
  Entry,
  'uncompressedSize' | 'compressedSize' | 'relativeOffsetOfLocalHeader' | 'externalFileAttributes' | 'versionMadeBy'
> & { bytes: Buffer; flags: number; unicodePath: Buffer | null }

async function entriesOf(path: string): Promise<{ raw: RawEntry[]; count: number; isDamaged: boolean }> {
  const raw: RawEntry[] = []
  let archive: ZipFile | null = null
  try {
    // Names as bytes: which letters they mean is ours to find out, and neither a name nor a size is refused.
    archive = await openPromise(path, { decodeStrings: false, validateEntrySizes: false, autoClose: false })
    for await (const entry of archive.eachEntry()) {
      raw.push(keep(entry))
      if (raw.length >= lookedAtMost) break
    }
    return { raw, count: archive.entryCount, isDamaged: false }
  } catch (error) {
    // What the operating system says comes with a code; what is wrong with the archive has none.
    if (error instanceof Error && 'code' in error) throw error
    return { raw, count: archive?.entryCount ?? 0, isDamaged: true }
  } finally {
    archive?.close()
  }
}

/** Copied, so that the buffer it was cut from can go. */
const keep = (entry: Entry): RawEntry => ({
  bytes: Buffer.from(entry.fileNameRaw),
  flags: entry.generalPurposeBitFlag,
  unicodePath: unicodePathOf(entry),
  uncompressedSize: entry.uncompressedSize,
  compressedSize: entry.compressedSize,
  relativeOffsetOfLocalHeader: entry.relativeOffsetOfLocalHeader,
  externalFileAttributes: entry.externalFileAttributes,
  versionMadeBy: entry.versionMadeBy,
})

function unicodePathOf({ extraFields }: Entry) {
  const field = extraFields.find(({ id }) => id === 0x7075)
  return field ? Buffer.from(field.data) : null
}

const rawName = ({ bytes, flags, unicodePath }: RawEntry) => ({ bytes, isUtf8: (flags & 0x800) !== 0, unicodePath })

const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu
const program =
  /\.(exe|com|scr|bat|cmd|msi|lnk|pif|ps1|vbs?|vbe|jse?|wsf|hta|jar|apk|dll|cpl|reg|sh|(doc|xls|ppt|dot|xlt)m)[\s.]*$/i
const packed = /\.(zip|rar|7z|gz|tgz|bz2|xz|zst|tar|iso|cab|arj|lzh)[\s.]*$/i

function describe(entry: RawEntry, name: string): ArchiveEntry {
  const [size, packedSize] = [entry.uncompressedSize, entry.compressedSize]
  const isFolder = /[/\\]$/.test(name)
  const tests: [ArchiveWarning, boolean][] = [
    ['outside', /^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(name.replace(hidden, ''))],
    ['hidden-characters', name.search(hidden) >= 0],
    ['encrypted', (entry.flags & 1) !== 0],
    ['bomb', isBomb(size, packedSize)],
    ['link', isLink(entry)],
    ['program', !isFolder && program.test(name.replace(hidden, ''))],
    ['archive', !isFolder && packed.test(name.replace(hidden, ''))],
  ]
  const warnings = tests.flatMap(([warning, holds]) => (holds ? [warning] : []))
  return { name: shown(name), isFolder, size, packedSize, warnings }
}

function shown(name: string) {
  const letters = [...name.replace(hidden, '\uFFFD')]
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : letters.join('')
}

const isBomb = (size: number, packedSize: number) => size > harmless && size > bombRatio * packedSize

/** Made on Unix, where the upper half of the attributes is the mode. */
const isLink = ({ versionMadeBy, externalFileAttributes }: RawEntry) =>
  versionMadeBy >> 8 === 3 && ((externalFileAttributes >>> 16) & 0o170000) === 0o120000

/** An entry reaches over its local header (30 bytes and the name) and its data, at least. */
function markOverlapping(raw: readonly RawEntry[], entries: readonly ArchiveEntry[]) {
  const reaches = raw
    .map(({ relativeOffsetOfLocalHeader: start, compressedSize, bytes }, index) => ({
      start,
      end: start + 30 + bytes.length + compressedSize,
      entry: entries[index],
    }))
    .sort((a, b) => a.start - b.start)
  let furthest: (typeof reaches)[number] | null = null
  for (const reach of reaches) {
    if (furthest && reach.start < furthest.end) for (const { entry } of [furthest, reach]) mark(entry, 'overlapping')
    if (!furthest || reach.end > furthest.end) furthest = reach
  }
}

function markDuplicates(entries: readonly ArchiveEntry[], names: readonly string[]) {
  const first = new Map<string, ArchiveEntry>()
  for (const [index, entry] of entries.entries()) {
    const name = (names[index] ?? '').toLowerCase()
    const earlier = first.get(name)
    if (earlier) for (const one of [earlier, entry]) mark(one, 'duplicate')
    else first.set(name, entry)
  }
}

function mark(entry: ArchiveEntry | undefined, warning: ArchiveWarning) {
  if (entry && !entry.warnings.includes(warning)) entry.warnings.push(warning)
}
