import { BrokenArchive, unpack } from '../unpack.ts'
import { readPart, type Element } from './read-part.ts'
import { UnreadableTemplate } from './unreadable.ts'

/** What a template may come to when it is unpacked. */
export const templateLimits = { entries: 500, bytes: 32 * 1024 * 1024, ratio: 150 }

const olderOffice = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
const zip = Buffer.from('504b0304', 'hex')

const typesPart = '[Content_Types].xml'
const mainType = /wordprocessingml\.document\.main\+xml$/i
const macroType = /macroEnabled|vbaProject|activeX/i
const programs = /vbaProject|vbaData|(^|\/)activeX\/|\.(exe|dll|js|vbs|bat|cmd|scr)$/i
/** Kinds of parts that another program would open within the document. */
const embedded = /\/(aFChunk|oleObject|control|subDocument|frame)$/i
const embeddedElements: ReadonlySet<string> = new Set(['OLEObject', 'altChunk', 'subDoc', 'objectEmbed', 'objectLink'])
/** Fields that fetch or start something when they are brought up to date. */
const fetching =
  /^(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDE|DDEAUTO|LINK|EMBED|RD|DATABASE|MACROBUTTON|CONTROL)\b/i

/**
 * Lets a DOCX of somebody else come near: sound, of a size, without programs, entities and anything from elsewhere.
 * @throws UnreadableTemplate with what it found
 */
export function requireHarmless(file: Buffer): void {
  if (file.subarray(0, 8).equals(olderOffice))
    throw new UnreadableTemplate(file.includes(encrypted) ? 'encrypted' : 'old-word')
  if (!file.subarray(0, 4).equals(zip)) throw new UnreadableTemplate('not-docx')
  const parts = unpacked(file)
  requireWord(parts)
  for (const [name, content] of parts) {
    if (programs.test(name)) throw new UnreadableTemplate('has-programs', name)
    if (/\.rels$/i.test(name)) readPart(name, content, { open: requireWithin })
    else if (/\.xml$/i.test(name)) requireStill(name, content)
    else if (/(^|\/)embeddings\/.*\.bin$/i.test(name)) throw new UnreadableTemplate('embeds', name)
  }
}

function unpacked(file: Buffer) {
  try {
    return unpack(file, templateLimits)
  } catch (error) {
    throw new UnreadableTemplate(error instanceof BrokenArchive ? error.reason : 'damaged', '', error)
  }
}

/** A document of Word, not a workbook, a template of Word or a document with macros; and the main part is there. */
function requireWord(parts: ReadonlyMap<string, Buffer>) {
  const types = parts.get(typesPart)
  if (!types) throw new UnreadableTemplate('not-docx')
  let main: string | undefined
  readPart(typesPart, types, {
    open: ({ attributes: { ContentType = '', PartName = '' } }) => {
      if (macroType.test(ContentType)) throw new UnreadableTemplate('has-programs', PartName.slice(1))
      if (mainType.test(ContentType)) main = PartName.slice(1)
    },
  })
  if (main === undefined) throw new UnreadableTemplate('not-docx')
  const content = parts.get(main)
  if (!content || !parts.has('_rels/.rels')) throw new UnreadableTemplate('damaged', content ? '_rels/.rels' : main)
  let bodies = 0
  readPart(main, content, { open: ({ name }) => (bodies += name === 'body' ? 1 : 0) })
  if (bodies !== 1) throw new UnreadableTemplate('damaged', main)
}

/** What would be fetched where the document is opened; a link that somebody clicks is not. */
function requireWithin({ name, attributes: { Type = '', Target = '', TargetMode = '' } }: Element) {
  if (name !== 'Relationship') return
  if (embedded.test(Type)) throw new UnreadableTemplate('embeds', Target)
  if (TargetMode.trim().toLowerCase() === 'external' && !Type.endsWith('/relationships/hyperlink'))
    throw new UnreadableTemplate('refers-elsewhere', Target)
}

/** Nothing in the text calls for another file or program. Word cuts the words of a field into pieces as it likes. */
function requireStill(part: string, content: Buffer) {
  const fields: string[] = []
  let inField = false
  const require = (said: string | undefined) => {
    const [, word] = fetching.exec(said?.trim() ?? '') ?? []
    if (word !== undefined) throw new UnreadableTemplate('fetches', word.toUpperCase())
  }
  readPart(part, content, {
    open: ({ name, attributes }) => {
      if (embeddedElements.has(name)) throw new UnreadableTemplate('embeds', part)
      if (name === 'fldSimple') require(attributes.instr)
      if (name === 'fldChar' && attributes.fldCharType === 'begin') fields.push('')
      if (name === 'fldChar' && attributes.fldCharType === 'end') require(fields.pop())
      inField = name === 'instrText' || name === 'delInstrText'
    },
    close: () => (inField = false),
    text: (text) => {
      if (inField) fields.push(`${fields.pop() ?? ''}${text}`)
    },
  })
  for (const left of fields) require(left)
}
