import { unpack } from '../unpack.ts'
import { UnreadableTemplate } from './unreadable.ts'

/** What a template may come to when it is unpacked. */
export const templateLimits = { entries: 500, bytes: 32 * 1024 * 1024, ratio: 150 }
const isXml = (name: string) => /\.(xml|rels)$/i.test(name)
/** What would be fetched, or run, where the document is opened; a link that somebody clicks is neither. */
const outside = /<Relationship\b(?=[^>]*TargetMode\s*=\s*["']External["'])(?![^>]*\/hyperlink["'])[^>]*>/i
const programs = /(vbaProject\.bin|activeX\/|embeddings\/.*\.bin)$/i

/**
 * Lets a DOCX of somebody else come near: sound, of a size, without programs, entities and anything from elsewhere.
 * @throws UnreadableTemplate
 */
export function requireHarmless(file: Buffer): void {
  const parts = unpacked(file)
  if (!parts.has('word/document.xml')) throw new UnreadableTemplate('No Word document')
  for (const [name, content] of parts) {
    if (programs.test(name)) throw new UnreadableTemplate('Has programs')
    if (!isXml(name)) continue
    const text = content.toString('utf8')
    // Word writes UTF-8 without a document type; another encoding would hide one from us.
    if (/<!DOCTYPE|<!ENTITY/i.test(text) || content.includes(0)) throw new UnreadableTemplate('Has entities')
    if (name.endsWith('.rels') && outside.test(text)) throw new UnreadableTemplate('Refers to elsewhere')
  }
}

function unpacked(file: Buffer) {
  try {
    return unpack(file, templateLimits)
  } catch (error) {
    throw new UnreadableTemplate('No sound archive', { cause: error })
  }
}
