import { exampleOf, fieldAt, fieldName, type Field, type Fields, type FieldPlace } from '@thuoc/shared'
import { TemplateHandler, type Tag, type TemplateContent, type TemplateData } from 'easy-template-x'
import { misreadIn } from './braces.ts'
import { deepest } from './read-part.ts'
import { UnreadableTemplate } from './unreadable.ts'
import { drawn } from './pictures.ts'
import { printable, rowsOf } from './values.ts'
import { WholeParagraphs } from './whole-paragraphs.ts'

/** What is wrong with a template, as its page lists it. Names are those of the template. */
export type TemplateFaults = {
  /** Braces that mean nothing here, with the lists they stand in. */
  unknown: string[]
  /** Lists and passages that are opened or closed only. */
  unpaired: string[]
  /** Lists and passages that are to be filled in like a word, or words that are to hold a passage. */
  misused: string[]
  /** Where nothing can be filled in, or not as a whole: notes, comments, across a link, a change, a cell. */
  misplaced: string[]
  /** Fields that the document has and the template leaves out. */
  missing: string[]
}

const handler = new TemplateHandler({
  maxXmlDepth: deepest,
  extensions: { beforeCompilation: [new WholeParagraphs()] },
  scopeDataResolver: ({ path, data }) => {
    const scope = path.map((part) => (typeof part === 'number' ? part : fieldName(part.name)))
    return valueAt(data, scope)
  },
})

type Content = TemplateContent | TemplateData[]

/** Looks a name up as rows are nested: in the row it stands in, then outside of it. */
function valueAt(data: TemplateData, path: readonly (string | number)[]): Content {
  const name = String(path.at(-1) ?? '')
  const scopes = [data]
  let rows: readonly TemplateData[] = []
  for (const part of path.slice(0, -1)) {
    const found = typeof part === 'number' ? undefined : scopes.findLast((scope) => Object.hasOwn(scope, part))?.[part]
    if (Array.isArray(found)) rows = found
    const row = typeof part === 'number' ? rows[part] : undefined
    if (row) scopes.push(row)
  }
  const found = scopes.findLast((scope) => Object.hasOwn(scope, name))?.[name]
  // An unknown name prints nothing; `faultsOf` has told the office of it before.
  return found === undefined || isNested(found) ? '' : found
}
const isNested = (value: TemplateData[string]): value is TemplateData =>
  typeof value === 'object' && !Array.isArray(value) && !('_type' in value)

const faultless = (): TemplateFaults => ({ unknown: [], unpaired: [], misused: [], misplaced: [], missing: [] })
const isFaultless = ({ unknown, unpaired, misused, misplaced }: TemplateFaults) =>
  [unknown, unpaired, misused, misplaced].every(({ length }) => length === 0)

/**
 * Compares a template with the fields its document has, and fills it with examples to see that it can be.
 *
 * @throws UnreadableTemplate
 */
export async function faultsOf(template: Buffer, fields: Fields): Promise<TemplateFaults> {
  const { stray, split, unfilled } = misreadIn(template)
  const misplaced = [...split, ...unfilled]
  // With these the rest cannot be read for certain.
  if (stray.length > 0 || split.length > 0) return { ...faultless(), unpaired: stray, misplaced }
  const faults = { ...compared(await tagsOf(template), fields), misplaced }
  if (!isFaultless(faults)) return faults
  return { ...faults, misplaced: await unfillable(template, fields) }
}

/** Where the library finds that it cannot repeat a passage: between cells of different tables, in a content control. */
async function unfillable(template: Buffer, fields: Fields): Promise<string[]> {
  try {
    await fill(template, fields, exampleOf(fields))
    return []
  } catch (error) {
    if (!(error instanceof UnreadableTemplate) || error.thing === '') throw error
    return [error.thing]
  }
}

const hasRows = ({ kind }: Field) => kind === 'list' || kind === 'flag'

function compared(tags: readonly Tag[], fields: Fields): TemplateFaults {
  const open: { name: string; written: string }[] = []
  const faults = faultless()
  const used = new Set<Field>()
  for (const tag of tags) {
    const name = fieldName(nameOf(tag))
    if (tag.disposition === 'Close') {
      const at = name === '' ? open.length - 1 : open.findLastIndex((one) => one.name === name)
      if (at < 0) faults.unpaired.push(tag.rawText)
      else
        faults.unpaired.push(
          ...open
            .splice(at)
            .slice(1)
            .map(({ written }) => written),
        )
      continue
    }
    const place: FieldPlace = { name, within: open.map((one) => one.name) }
    const field = fieldAt(fields, place)
    if (field) used.add(field)
    if (!field) faults.unknown.push(tag.rawText)
    else if (hasRows(field) !== (tag.disposition === 'Open')) faults.misused.push(tag.rawText)
    if (tag.disposition === 'Open') open.push({ name, written: tag.rawText })
  }
  faults.unpaired.push(...open.map((one) => one.written))
  faults.missing = namesOf(fields)
    .filter(({ field }) => !used.has(field))
    .map(({ name }) => name)
  return faults
}
/** Braces with nothing between them have no name, whatever the library promises. */
const nameOf = (tag: { name?: string }) => tag.name ?? ''

async function tagsOf(template: Buffer): Promise<Tag[]> {
  try {
    return await handler.parseTags(template)
  } catch (error) {
    throw unreadable(error)
  }
}

/** Every field with the lists around it: `thành viên › họ tên`. */
export const namesOf = (fields: Fields, within: readonly string[] = []): { name: string; field: Field }[] =>
  Object.values(fields).flatMap((field) => [
    { name: [...within, field.name].join(' › '), field },
    ...(field.kind === 'list' ? namesOf(field.row, [...within, field.name]) : []),
  ])

/**
 * Fills a template. The values fit the fields by their type; whatever they say stands as text.
 *
 * @throws UnreadableTemplate
 */
export async function fill(template: Buffer, fields: Fields, values: Record<string, unknown>): Promise<Buffer> {
  const data = dataOf(fields, await drawn(fields, values))
  try {
    return await handler.process(template, data)
  } catch (error) {
    throw unreadable(error)
  }
}
/** The values fit their fields: what the library stumbles over is the template. It names the braces, if it can. */
function unreadable(error: unknown): UnreadableTemplate {
  const [named = ''] = /\{[^{}]*\}/.exec(error instanceof Error ? error.message : '') ?? []
  return new UnreadableTemplate('unreadable', named.replace(' [loopOver: "paragraph"]', ''), error)
}

const dataOf = (fields: Fields, values: Readonly<Record<string, unknown>>): TemplateData =>
  Object.fromEntries(
    Object.entries(fields).map(([key, one]): [string, Content] => [fieldName(one.name), contentOf(one, values[key])]),
  )
function contentOf(field: Field, value: unknown): Content {
  if (field.kind === 'list') return rowsOf(value).map((row) => dataOf(field.row, row))
  if (field.kind === 'flag') return value === true
  if (field.kind === 'image') return pictureOf(field, value)
  return typeof value === 'string' ? printable(value) : ''
}
const pixels = (millimetres: number) => Math.round((millimetres / 25.4) * 96)
const pictureOf = ({ name, width, height }: Extract<Field, { kind: 'image' }>, value: unknown) => ({
  _type: 'image',
  source: Buffer.from(typeof value === 'object' && value !== null && 'png' in value ? String(value.png) : '', 'base64'),
  format: 'image/png',
  width: pixels(width),
  height: pixels(height),
  altText: name,
})
