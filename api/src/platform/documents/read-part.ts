import sax from 'sax'
import { UnreadableTemplate } from './unreadable.ts'

/** An element by its name without prefix, with its attributes likewise. */
export type Element = { name: string; attributes: Readonly<Record<string, string>> }
type Handlers = { open?: (element: Element) => void; close?: (name: string) => void; text?: (text: string) => void }

const local = (name: string) => name.slice(name.indexOf(':') + 1)
const chunk = 64 * 1024
/** Tables in tables and boxes in boxes; what is deeper was made to hurt. */
export const deepest = 120

/**
 * Reads a part from end to end by a strict parser, which is not that of the library: it has to be sound XML without a
 * document type, as entities that expand can only be declared there.
 * @throws UnreadableTemplate `damaged`, `too-large`
 */
export function readPart(part: string, content: Buffer, { open, close, text }: Handlers = {}): void {
  // Word writes UTF-8; another encoding would hide from us what it says.
  if (content.includes(0)) throw new UnreadableTemplate('damaged', part)
  const parser = sax.parser(true)
  let depth = 0
  parser.ondoctype = () => {
    throw new UnreadableTemplate('damaged', part)
  }
  parser.onerror = (error) => {
    throw error instanceof UnreadableTemplate ? error : new UnreadableTemplate('damaged', part, error)
  }
  parser.onopentag = ({ name, attributes }) => {
    depth += 1
    if (depth > deepest) throw new UnreadableTemplate('too-large', part)
    const plain: Record<string, string> = {}
    for (const [key, value] of Object.entries(attributes)) plain[local(key)] = String(value)
    open?.({ name: local(name), attributes: plain })
  }
  parser.onclosetag = (name) => {
    depth -= 1
    close?.(local(name))
  }
  if (text) {
    parser.ontext = text
    parser.oncdata = text
  }
  const whole = content.toString('utf8')
  for (let at = 0; at < whole.length; at += chunk) parser.write(whole.slice(at, at + chunk))
  parser.close()
}
