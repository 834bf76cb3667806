import { unpack } from '../unpack.ts'
import { templateLimits } from './guard.ts'
import { readPart } from './read-part.ts'

/** Braces that the reader of templates would take for text, or fill in wrongly, without saying so. */
export type Misread = {
  /** Without their other one in the paragraph: somebody forgot it, or Word broke the line in between. */
  stray: string[]
  /** That begin in one thing and end in another: a link, a tracked change, a content control. */
  split: string[]
  /** In notes at the foot of a page and in comments, where nothing is filled in. */
  unfilled: string[]
}

const filledParts = /^word\/(document|header|footer)\d*\.xml$/
const unfilledParts = /^word\/((footnotes|endnotes|comments)\d*|diagrams\/data\d*)\.xml$/
const mark = /\{[^{}]*\}/g

/** @throws UnreadableTemplate */
export function misreadIn(template: Buffer): Misread {
  const found: Misread = { stray: [], split: [], unfilled: [] }
  for (const [name, content] of unpack(template, templateLimits)) {
    if (unfilledParts.test(name))
      for (const { text } of paragraphsOf(name, content)) found.unfilled.push(...(text.match(mark) ?? []))
    if (!filledParts.test(name)) continue
    for (const { text, places } of paragraphsOf(name, content)) {
      found.stray.push(...(text.replace(mark, '').match(/[{}][^{}]{0,30}/g) ?? []).map((one) => one.trim()))
      for (const one of text.matchAll(mark))
        if (new Set(places.slice(one.index, one.index + one[0].length)).size > 1) found.split.push(one[0])
    }
  }
  return found
}

/** What a paragraph says, and of each of its letters in which element its run stands. */
type Paragraph = { text: string; places: number[] }

function paragraphsOf(part: string, content: Buffer): Paragraph[] {
  const all: Paragraph[] = []
  // A box of text stands in the middle of a paragraph and has paragraphs of its own.
  const within: Paragraph[] = []
  const elements: number[] = []
  let count = 0
  let isText = false
  readPart(part, content, {
    open: ({ name }) => {
      elements.push((count += 1))
      isText = name === 't'
      if (name === 'p') within.push({ text: '', places: [] })
    },
    close: (name) => {
      elements.pop()
      isText = false
      const paragraph = name === 'p' ? within.pop() : undefined
      if (paragraph) all.push(paragraph)
    },
    text: (text) => {
      const paragraph = within.at(-1)
      if (!isText || !paragraph) return
      // Of the text, its run, and what that stands in.
      const place = elements.at(-3) ?? 0
      paragraph.text += text
      paragraph.places.push(...Array.from({ length: text.length }, () => place))
    },
  })
  return all
}
