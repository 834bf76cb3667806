/** Bytes that are read of a text: what is longer is downloaded to be read whole. */
export const mostText = 512 * 1024

/**
 * The letters of a text file: by its mark, else UTF-8, else the code page of old Vietnamese machines.
 * @param cut the end is not the end of the file: a letter may be torn there
 */
export function decodeText(bytes: Uint8Array<ArrayBuffer>, cut = false): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
  } catch {
    return new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  }
}

const separators = [',', ';', '\t'] as const

/** The sign that parts the cells: whichever stands most often in the first line. */
function separatorOf(text: string): string {
  const [line = ''] = text.split('\n', 1)
  const count = (sign: string) => line.split(sign).length
  return separators.reduce((best, sign) => (count(sign) > count(best) ? sign : best), separators[0])
}

/** Rows and cells of a CSV file (RFC 4180, also with semicolons or tabs). @param most rows */
export function readTable(text: string, most: number): string[][] {
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    rows.push([...row, cell])
    row = []
    cell = ''
  }
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const sign = text.charAt(at)
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at)
      else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === separator) {
      row.push(cell)
      cell = ''
    } else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
  }
  if ((cell !== '' || row.length > 0) && rows.length < most) endRow()
  return rows
}
