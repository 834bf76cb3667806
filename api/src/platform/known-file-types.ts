/** What a file is by its content, and the extensions that say so, the usual one first. */
export type FileType = { mediaType: string; extensions: readonly string[] }

const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/**
 * What we can take, by the word that FILE_TYPES knows it under. Programs, scripts, web pages, SVG and files with macros
 * are not among them and no setting brings them in.
 */
export const knownFileTypes = {
  pdf: [{ mediaType: 'application/pdf', extensions: ['pdf'] }],
  jpg: [{ mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] }],
  png: [{ mediaType: 'image/png', extensions: ['png'] }],
  webp: [{ mediaType: 'image/webp', extensions: ['webp'] }],
  gif: [{ mediaType: 'image/gif', extensions: ['gif'] }],
  heic: [
    { mediaType: 'image/heic', extensions: ['heic'] },
    { mediaType: 'image/heif', extensions: ['heif', 'heic'] },
  ],
  docx: [{ mediaType: `${openXml}.wordprocessingml.document`, extensions: ['docx'] }],
  xlsx: [{ mediaType: `${openXml}.spreadsheetml.sheet`, extensions: ['xlsx'] }],
  pptx: [{ mediaType: `${openXml}.presentationml.presentation`, extensions: ['pptx'] }],
  odt: [{ mediaType: `${openDocument}.text`, extensions: ['odt'] }],
  ods: [{ mediaType: `${openDocument}.spreadsheet`, extensions: ['ods'] }],
  odp: [{ mediaType: `${openDocument}.presentation`, extensions: ['odp'] }],
  doc: [{ mediaType: 'application/msword', extensions: ['doc'] }],
  xls: [{ mediaType: 'application/vnd.ms-excel', extensions: ['xls'] }],
  ppt: [{ mediaType: 'application/vnd.ms-powerpoint', extensions: ['ppt'] }],
  mp4: [{ mediaType: 'video/mp4', extensions: ['mp4'] }],
  webm: [{ mediaType: 'video/webm', extensions: ['webm'] }],
  mp3: [{ mediaType: 'audio/mpeg', extensions: ['mp3'] }],
  zip: [{ mediaType: 'application/zip', extensions: ['zip'] }],
  txt: [{ mediaType: 'text/plain', extensions: ['txt'] }],
  csv: [{ mediaType: 'text/csv', extensions: ['csv'] }],
} as const satisfies Record<string, readonly FileType[]>

/** Media types that are taken. */
export type TakenTypes = ReadonlySet<string>

const entries: readonly (readonly [string, readonly FileType[]])[] = Object.entries(knownFileTypes)
export const fileTypeWords = entries.map(([word]) => word)
export const allFileTypes: TakenTypes = new Set(entries.flatMap(([, types]) => types.map(({ mediaType }) => mediaType)))

/**
 * `pdf, .JPG, docx` → the media types taken, and the words that mean nothing here. Other extensions of a type will do:
 * `jpeg`.
 */
export function fileTypesNamed(text: string): { taken: TakenTypes; unknown: string[] } {
  const words = text
    .split(/[\s,;]+/)
    .map((word) => word.toLowerCase().replace(/^\./, ''))
    .filter((word) => word !== '')
  const named = words.map((word) => ({
    word,
    types: entries.flatMap(([, types]) =>
      types.some(({ extensions }) => extensions.includes(word)) ? types.map(({ mediaType }) => mediaType) : [],
    ),
  }))
  return {
    taken: new Set(named.flatMap(({ types }) => types)),
    unknown: named.filter(({ types }) => types.length === 0).map(({ word }) => word),
  }
}

/** The usual extension of a media type we know, without the dot; `bin` for others. */
export const extensionOf = (mediaType: string): string =>
  entries.flatMap(([, types]) => types).find((type) => type.mediaType === mediaType)?.extensions[0] ?? 'bin'
