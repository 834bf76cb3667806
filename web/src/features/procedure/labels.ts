/** Where the words of an arrow would stand, and whither further lines of them grow. */
export type Words = { x: number; y: number; anchor: 'start' | 'middle' | 'end'; grow: 'up' | 'both' }
/** Words of an arrow, line by line, where they stand. */
export type Label = { anchor: 'start' | 'middle' | 'end'; x: number; words: { text: string; y: number }[] }
type Area = { left: number; right: number; top: number; bottom: number }

const lineHeight = 13
/** Of a line of words above its base. */
const ascent = 11
/** What a letter of this size takes on the average, and some. */
const letter = 6.8
/** Letters of a line at most. */
const most = 24

/** Lines of at most so many letters; a word is never broken. */
export function wrapped(text: string, longest = most): string[] {
  const found: string[] = []
  for (const word of text.split(' ')) {
    const last = found.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= longest) found[found.length - 1] = `${last} ${word}`
    else found.push(word)
  }
  return found
}

/** What a label covers. */
export function areaOf({ anchor, x, words }: Label): Area {
  const width = Math.max(0, ...words.map(({ text }) => text.length * letter))
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor]
  const [first = 0, last = first] = [words[0]?.y, words.at(-1)?.y]
  return { left, right: left + width, top: first - ascent, bottom: last + 3 }
}
export const overlap = (a: Area, b: Area) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const moved = (label: Label, by: number): Label => ({
  ...label,
  words: label.words.map(({ text, y }) => ({ text, y: y + by })),
})

/** The words of every arrow, in the order of the arrows. Where two would lie on each other the lower one gives way. */
export function labelsOf<Line extends { label: Words }>(
  lines: readonly Line[],
  wordsOf: (line: Line) => string[],
): Label[] {
  const wanted = lines.map((line): Label => {
    const { x, y, anchor, grow } = line.label
    const texts = wordsOf(line)
    const above = (texts.length - 1) * (grow === 'up' ? 1 : 0.5)
    return { anchor, x, words: texts.map((text, at) => ({ text, y: y + (at - above) * lineHeight })) }
  })
  const settled = new Map<Label, Label>()
  for (const label of wanted.toSorted((a, b) => areaOf(a).top - areaOf(b).top)) {
    let free = label
    // Each step goes below one of those that stand already, so it ends.
    for (const _one of settled) {
      const area = areaOf(free)
      const over = [...settled.values()].map(areaOf).find((other) => overlap(other, area))
      if (!over) break
      free = moved(free, over.bottom - area.top)
    }
    settled.set(label, free)
  }
  return wanted.map((label) => settled.get(label) ?? label)
}
