/** What gaps of a sentence are filled with. */
export type Values = Record<string, unknown>

/** A piece of a sentence: text as it is, or a gap by its name. */
export type Piece = { text: string } | { gap: string }

const brace = /\{\s*(?:'([^']*)'|(\w+))\s*\}/g

/** `{name}` is a gap, `{'@'}` the characters themselves. */
export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: whole, 1: quoted, 2: gap, index } of sentence.matchAll(brace)) {
    if (index > end) pieces.push({ text: sentence.slice(end, index) })
    pieces.push(gap === undefined ? { text: quoted ?? '' } : { gap })
    end = index + whole.length
  }
  if (end < sentence.length) pieces.push({ text: sentence.slice(end) })
  return pieces
}

const forms = /\s*\|\s*/

/**
 * The sentence with its gaps filled. Of several forms (`one | more`, `none | one | more`) that of the count is taken:
 * `count` among the values where it is a number, else the one given.
 */
export function filled(sentence: string, values: Values = {}, given?: number): string {
  const count = typeof values.count === 'number' ? values.count : given
  const form = sentence.includes('|') ? formFor(sentence.split(forms), count ?? 1) : sentence
  if (!form.includes('{')) return form
  const all: Values = { count: given, ...values }
  return piecesOf(form)
    .map((piece) => ('text' in piece ? piece.text : shown(all[piece.gap])))
    .join('')
}

function formFor(all: readonly string[], count: number): string {
  const many = Math.abs(count)
  const at = all.length === 2 ? Number(many === 0 || many > 1) : Math.min(many, 2)
  return all[at] ?? ''
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}
