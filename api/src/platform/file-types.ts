import { createReadStream } from 'node:fs'
import { fileTypeFromFile } from 'file-type'

/** What a file is by its content, and the extensions that say so, the usual one first. */
export type FileType = { mediaType: string; extensions: readonly string[] }

const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** What we take, by what the content says; everything else is refused: programs, scripts, web pages, SVG, macros. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/heic': ['heic'],
  'image/heif': ['heif', 'heic'],
  [`${openXml}.wordprocessingml.document`]: ['docx'],
  [`${openXml}.spreadsheetml.sheet`]: ['xlsx'],
  [`${openXml}.presentationml.presentation`]: ['pptx'],
  [`${openDocument}.text`]: ['odt'],
  [`${openDocument}.spreadsheet`]: ['ods'],
  [`${openDocument}.presentation`]: ['odp'],
  'video/mp4': ['mp4'],
  'video/webm': ['webm'],
  'audio/mpeg': ['mp3'],
  'application/zip': ['zip'],
}

/** The old Office formats share a container with installers and mail: the stream inside tells which it is. */
const inContainer = [
  { stream: 'WordDocument', mediaType: 'application/msword', extensions: ['doc'] },
  { stream: 'Workbook', mediaType: 'application/vnd.ms-excel', extensions: ['xls'] },
  { stream: 'PowerPoint Document', mediaType: 'application/vnd.ms-powerpoint', extensions: ['ppt'] },
].map((type) => ({ ...type, mark: Buffer.from(type.stream, 'utf16le') }))

const texts: Readonly<Record<string, FileType>> = {
  txt: { mediaType: 'text/plain', extensions: ['txt'] },
  csv: { mediaType: 'text/csv', extensions: ['csv'] },
}

/**
 * What the file at `path` is, by its content; null when we do not take such files. The name only tells plain text from
 * a table in plain text.
 */
export async function typeOfFile(path: string, name: string): Promise<FileType | null> {
  const found = await fileTypeFromFile(path)
  if (found?.mime === 'application/x-cfb') return typeInContainer(path)
  if (found) {
    const extensions = accepted[found.mime]
    return extensions ? { mediaType: found.mime, extensions } : null
  }
  const text = texts[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  return text && (await isPlainText(path)) ? text : null
}

async function typeInContainer(path: string): Promise<FileType | null> {
  let tail = Buffer.alloc(0)
  for await (const chunk of chunksOf(path)) {
    const window = Buffer.concat([tail, chunk])
    const type = inContainer.find(({ mark }) => window.includes(mark))
    if (type) return { mediaType: type.mediaType, extensions: type.extensions }
    // A mark may lie across two chunks.
    tail = window.subarray(-64)
  }
  return null
}

/** Where text begins like this, some program would run it, whatever it is called. */
const runnable = /^\s*(<|#!)/
const control = /[\0-\x08\x0b\x0e-\x1f]/

async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of chunksOf(path)) {
      const text = decoder.decode(chunk, { stream: true })
      if (control.test(text) || (first && runnable.test(text))) return false
      first = false
    }
    decoder.decode()
    return true
  } catch {
    return false
  }
}

const chunksOf = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: 256 * 1024 })
