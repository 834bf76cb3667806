import sax from 'sax'
import { Unreadable } from './unreadable.ts'

/** How far the cells that hold something reach, and how much there is, over all sheets. */
export type Extent = { rows: number; columns: number; cells: number; merges: number }

const most: Extent = { rows: 100_000, columns: 500, cells: 300_000, merges: 20_000 }
const largestArea = 4_000_000

type Handlers = { open?: (name: string, attributes: Readonly<Record<string, string>>) => void }

/**
 * Reads a part from end to end and keeps nothing: it has to be sound XML. A DOCTYPE is refused whatever it says, since
 * no spreadsheet program writes one and entities that expand can only be declared there.
 * @throws Unreadable `damaged`
 */
export function scanPart(pieces: Iterable<string>, { open }: Handlers = {}) {
  const parser = sax.parser(true)
  parser.ondoctype = () => {
    throw new Unreadable('damaged')
  }
  parser.onerror = (error) => {
    throw new Unreadable('damaged', error)
  }
  if (open)
    parser.onopentag = ({ name, attributes }) => {
      const plain: Record<string, string> = {}
      for (const [key, value] of Object.entries(attributes)) plain[key] = String(value)
      open(name.slice(name.indexOf(':') + 1), plain)
    }
  for (const text of pieces) parser.write(text)
  parser.close()
}

/**
 * The same for a worksheet, counting what it holds. Cells that are only formatted do not count: whole rows and columns
 * are often painted.
 * @throws Unreadable `damaged`, `too-large`
 */
export function scanSheet(pieces: Iterable<string>, extent: Extent) {
  let [row, column] = [0, 0]
  const open = (name: string, { r }: Readonly<Record<string, string>>) => {
    if (name === 'row') [row, column] = [r === undefined ? row + 1 : Number(r), 0]
    else if (name === 'c') column = r === undefined ? column + 1 : columnOf(r)
    else if (name === 'v' || name === 'f' || name === 'is') {
      extent.cells += 1
      extent.rows = Math.max(extent.rows, row)
      extent.columns = Math.max(extent.columns, column)
      requireBounds(extent)
    } else if (name === 'mergeCell') {
      extent.merges += 1
      requireBounds(extent)
    }
  }
  scanPart(pieces, { open })
}

function requireBounds(extent: Extent) {
  const { rows, columns, cells, merges } = extent
  const isWithin = rows <= most.rows && columns <= most.columns && cells <= most.cells && merges <= most.merges
  if (!isWithin || rows * columns > largestArea) throw new Unreadable('too-large')
}

/** `C7` → 3 */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    if (letter < 'A' || letter > 'Z') break
    column = column * 26 + letter.charCodeAt(0) - 64
  }
  return column
}
