import { BrokenArchive, pack, unpack } from '../unpack.ts'
import { scanPart, scanSheet, type Extent } from './scan.ts'
import { Unreadable } from './unreadable.ts'

/** A workbook of which only what we read is left, all of it counted and well-formed; and how far its cells reach. */
export type SafePackage = {
  archive: Buffer
  extent: Extent
  /** Whether some cells may be shown as percentages. */
  hasPercentages: boolean
}

const limits = { entries: 1_000, bytes: 64 * 1024 * 1024, ratio: 150 }

const olderOffice = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
const zip = Buffer.from('504b0304', 'hex')

/** What the content claims to be a workbook, new or old; whether it is one is another question. */
export const isPackage = (file: Buffer) => file.subarray(0, 8).equals(olderOffice) || file.subarray(0, 4).equals(zip)

/** Pictures, charts, links to other workbooks, notes, printer settings: nothing of it is opened. */
const leftOut =
  /(^|\/)(customXml|docProps|externalLinks|drawings|charts|chartsheets|media|theme|comments|threadedComments|persons|pivotTables|pivotCache|tables|ctrlProps|activeX|queryTables|slicers|slicerCaches|worksheets\/_rels)\//i
const isRead = (name: string) =>
  /\.(xml|rels)$/i.test(name) && !leftOut.test(name) && !/\/comments\d*\.xml$/i.test(name)

const mainType = /spreadsheetml\.(sheet|template)\.main\+xml/i
const macroType = /ms-excel\.(sheet|template|addin)\.macroEnabled\.main\+xml/i
const macroPart = /vbaProject|macrosheets\//i
const macroKind = /vbaProject|ms-excel\.(intl)?macrosheet/i

/** In the part with the styles, whatever it is called: one of the two that are always there, or one of the workbook's own. */
const percentage = /numFmtId\s*=\s*["']0*(9|10)["']|formatCode\s*=\s*("[^"]*(%|&#)|'[^']*(%|&#))/

/**
 * Looks at a file before any library does: what it is by its content, whether it unpacks within bounds, whether its XML
 * is sound and names no entities, how many cells there are.
 * @throws Unreadable with the reason
 */
export function openPackage(file: Buffer): SafePackage {
  if (file.subarray(0, 8).equals(olderOffice)) throw new Unreadable(file.includes(encrypted) ? 'encrypted' : 'not-xlsx')
  if (!file.subarray(0, 4).equals(zip)) throw new Unreadable('not-xlsx')
  const parts = partsOf(file)
  requireWorkbook(parts)
  const kept = new Map<string, Buffer>()
  const extent = { rows: 0, columns: 0, cells: 0, merges: 0 }
  let hasPercentages = false
  for (const [name, content] of parts) {
    if (!isRead(name)) continue
    const isSheet = /(^|\/)worksheets\/[^/]+\.xml$/i.test(name)
    if (isSheet) scanSheet(piecesOf(content), extent)
    else scanPart(piecesOf(content))
    if (!isSheet && !hasPercentages) hasPercentages = percentage.test(textOf(content))
    kept.set(name, encodingOf(content) === 'utf-8' ? content : Buffer.from(textOf(content)))
  }
  return { archive: pack(kept), extent, hasPercentages }
}

function requireWorkbook(parts: ReadonlyMap<string, Buffer>) {
  const content = parts.get('[Content_Types].xml')
  if (!content) throw new Unreadable('not-xlsx')
  const types = textOf(content)
  const hasMacros = macroKind.test(types) || [...parts.keys()].some((name) => macroPart.test(name))
  if (macroType.test(types) || (mainType.test(types) && hasMacros)) throw new Unreadable('has-macros')
  if (!mainType.test(types)) throw new Unreadable('not-xlsx')
}

const piece = 64 * 1024
/** XML comes in UTF-8 or, rarely, UTF-16; anything else is a fault. Piece by piece: of a sheet the whole is megabytes. */
function* piecesOf(content: Buffer): Generator<string> {
  const decoder = new TextDecoder(encodingOf(content), { fatal: true })
  try {
    for (let at = 0; at < content.length; at += piece)
      yield decoder.decode(content.subarray(at, at + piece), { stream: at + piece < content.length })
  } catch (error) {
    throw new Unreadable('damaged', error)
  }
}
const textOf = (content: Buffer) => [...piecesOf(content)].join('')

function encodingOf([first, second]: Buffer) {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

function partsOf(file: Buffer) {
  try {
    return unpack(file, limits)
  } catch (error) {
    throw error instanceof BrokenArchive ? new Unreadable(error.reason, error) : error
  }
}
