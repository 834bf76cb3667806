/** Measures one word of a face. */
export type Measure = (word: string) => number

/** Widths of words are asked for again and again: each is measured once. */
export function remembered(measure: Measure): Measure {
  const known = new Map<string, number>()
  return (word) => {
    let width = known.get(word)
    if (width === undefined) {
      width = measure(word)
      // Names and codes that come once must not pile up.
      if (word.length <= 12) known.set(word, width)
    }
    return width
  }
}

/** The lines of a text in a column: broken between words, within a word only where it is wider than the column. */
export function linesOf(text: string, width: number, measure: Measure): string[] {
  const space = measure(' ')
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let [line, reach] = ['', 0]
    for (const word of paragraph.split(/[ \t]+/).flatMap((one) => pieces(one, width, measure))) {
      const wide = measure(word)
      if (line !== '' && reach + space + wide > width) {
        lines.push(line)
        ;[line, reach] = [word, wide]
      } else {
        ;[line, reach] = line === '' ? [word, wide] : [`${line} ${word}`, reach + space + wide]
      }
    }
    return [...lines, line]
  })
}

function pieces(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word]
  const found: string[] = []
  let piece = ''
  for (const sign of word) {
    if (piece !== '' && measure(piece + sign) > width) {
      found.push(piece)
      piece = sign
    } else piece += sign
  }
  return [...found, piece]
}

/** How wide a text would be in one line, and its widest word. */
export function extentOf(text: string, measure: Measure): { whole: number; word: number } {
  const space = measure(' ')
  let [whole, word] = [0, 0]
  for (const paragraph of text.split('\n')) {
    const words = paragraph.split(/[ \t]+/).map(measure)
    whole = Math.max(
      whole,
      words.reduce((sum, one) => sum + one + space, -space),
    )
    word = Math.max(word, ...words)
  }
  return { whole, word }
}
