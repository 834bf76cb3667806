import { BrokenArchive, pack, unpack } from '../unpack.ts'
import { scanPart, scanSheet, type Extent } from './scan.ts'
import { Unreadable } from './unreadable.ts'

/** A workbook of which only what we read is left, all of it counted and well-formed; and how far its cells reach. */
export type SafePackage = { archive: Buffer; extent: Extent }

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
  for (const [name, content] of parts) {
    if (!isRead(name)) continue
    const text = textOf(content)
    if (/(^|\/)worksheets\/[^/]+\.xml$/i.test(name)) scanSheet(text, extent)
    else scanPart(text)
    kept.set(name, Buffer.from(text))
  }
  return { archive: pack(kept), extent }
}

function requireWorkbook(parts: ReadonlyMap<string, Buffer>) {
  const content = parts.get('[Content_Types].xml')
  if (!content) throw new Unreadable('not-xlsx')
  const types = textOf(content)
  const hasMacros = macroKind.test(types) || [...parts.keys()].some((name) => macroPart.test(name))
  if (macroType.test(types) || (mainType.test(types) && hasMacros)) throw new Unreadable('has-macros')
  if (!mainType.test(types)) throw new Unreadable('not-xlsx')
}

/** XML comes in UTF-8 or, rarely, UTF-16; anything else is a fault. */
function textOf(content: Buffer): string {
  const [first, second] = content
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch (error) {
    throw new Unreadable('damaged', error)
  }
}

function partsOf(file: Buffer) {
  try {
    return unpack(file, limits)
  } catch (error) {
    throw error instanceof BrokenArchive ? new Unreadable(error.reason, error) : error
  }
}
