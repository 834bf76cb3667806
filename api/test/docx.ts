import { posix } from 'node:path'
import sax from 'sax'
import { expect } from 'vitest'
import { unpack } from '../src/platform/unpack.ts'

type Tag = { name: string; attributes: Record<string, string> }

/** Every tag of a part, read by a strict parser, which is not the one that wrote it. @throws what is not well-formed */
function tagsOf(xml: string): Tag[] {
  const tags: Tag[] = []
  const parser = sax.parser(true)
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name, attributes }) =>
    tags.push({
      name,
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])),
    })
  parser.write(xml).close()
  return tags
}

const limits = { entries: 200, bytes: 16 * 1024 * 1024, ratio: 200 }

/** A DOCX is whole: every part is well-formed and of a known type, and every relationship leads to a part. */
export function expectSound(docx: Buffer) {
  const parts = unpack(docx, limits)
  const read = new Map(
    [...parts]
      .filter(([name]) => /\.(xml|rels)$/.test(name))
      .map(([name, content]) => [name, tagsOf(content.toString())]),
  )
  const types = read.get('[Content_Types].xml') ?? []
  const of = (tag: string, key: string) =>
    types.flatMap(({ name, attributes }) => (name === tag ? [attributes[key]?.toLowerCase()] : []))
  const [endings, overrides] = [of('Default', 'Extension'), of('Override', 'PartName')]
  for (const name of parts.keys())
    if (name !== '[Content_Types].xml')
      expect([
        name,
        endings.includes(name.split('.').at(-1)?.toLowerCase()) || overrides.includes(`/${name}`.toLowerCase()),
      ]).toEqual([name, true])
  for (const [name, tags] of read) {
    if (!name.endsWith('.rels')) continue
    const owner = posix.dirname(posix.dirname(name))
    for (const { name: tag, attributes } of tags) {
      if (tag !== 'Relationship' || attributes.TargetMode === 'External') continue
      const target = attributes.Target ?? ''
      const part = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(owner, target))
      expect([...parts.keys()]).toContain(part)
    }
  }
  expect(read.get('word/document.xml')?.some(({ name }) => name === 'w:body')).toBe(true)
}
