import type { DocumentType } from './facts.ts'

/** How a number and symbol are put together where a unit has not said otherwise (Nghị định 30/2020/NĐ-CP, Điều 8). */
export const standardSymbol = '{số}/{loại}-{viết tắt}'

/** Room for a number that the office writes in by hand. */
const blank = '      '

/** Số, ký hiệu of a document: `12/KH-THCSMH1`; without a number there is room for one. */
export const symbolOf = (
  pattern: string,
  parts: { number: number | null; type: DocumentType; abbreviation: string; year: number },
) =>
  pattern
    .replaceAll('{số}', parts.number === null ? blank : String(parts.number).padStart(2, '0'))
    .replaceAll('{loại}', parts.type)
    .replaceAll('{viết tắt}', parts.abbreviation)
    .replaceAll('{năm}', String(parts.year))

const left = new Set(['trường', 'và'])

/**
 * Chữ viết tắt of a unit from its name: the first letter of every word, what is written in capitals or figures whole,
 * without “trường” and “và”. `Trường THCS Minh Hoạ 1` → `THCSMH1`; `Sở Giáo dục và Đào tạo` → `SGDĐT`.
 */
export const abbreviationOf = (name: string) =>
  name
    .normalize('NFC')
    .replace(/[–—-]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !left.has(word.toLocaleLowerCase('vi')))
    .map((word) => (isWhole(word) ? word : word.slice(0, 1).toLocaleUpperCase('vi')))
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
const isWhole = (word: string) => /^[\p{Lu}\p{N}&.]+$/u.test(word)

/** Địa danh of a body by its name: `UBND xã Minh Hoạ 3 – Phòng Văn hoá` → `Minh Hoạ 3`; empty where the name says none. */
export const placeOf = (name: string) =>
  /(?:^|\s)(?:xã|phường|thị trấn|đặc khu|tỉnh|thành phố|huyện|quận)\s+(.+?)(?:\s+[–—-]\s.*)?$/iu
    .exec(name.normalize('NFC'))?.[1]
    ?.trim() ?? ''
