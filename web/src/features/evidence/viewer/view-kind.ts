import type { EvidenceFile } from '@thuoc/shared'

/** How a file is looked at on the page itself; `none`: it is downloaded. */
export type ViewKind = 'pdf' | 'image' | 'text' | 'table' | 'video' | 'audio' | 'office' | 'archive' | 'none'

const megabyte = 1024 * 1024
/** Bytes: what is fetched into the memory of the page; films come piece by piece, archives as a list. */
const most: Record<ViewKind, number> = {
  pdf: 150 * megabyte,
  image: 60 * megabyte,
  text: Infinity,
  table: Infinity,
  video: Infinity,
  audio: Infinity,
  office: 50 * megabyte,
  archive: Infinity,
  none: Infinity,
}

const kinds: readonly [RegExp, ViewKind][] = [
  [/^application\/pdf$/, 'pdf'],
  [/^image\/(png|jpeg|webp|gif)$/, 'image'],
  [/^text\/csv$/, 'table'],
  [/^text\/plain$/, 'text'],
  [/^video\/(mp4|webm)$/, 'video'],
  [/^audio\//, 'audio'],
  [/^application\/zip$/, 'archive'],
  [/^application\/(msword|vnd\.(ms-(excel|powerpoint)|openxmlformats-officedocument|oasis\.opendocument))/, 'office'],
]

/** By what the file is, not by its name. */
export function viewKindOf({ mediaType, size }: Pick<EvidenceFile, 'mediaType' | 'size'>): ViewKind {
  const kind = kinds.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'none'
  return size > most[kind] ? 'none' : kind
}
