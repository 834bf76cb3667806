/**
 * A text as everything keeps it, so that it comes back the same from JSON, a workbook and the database: composed
 * accents, line ends of one kind, no control mark but tabs, no space around it. Half of a surrogate pair is marked
 * as lost (U+FFFD).
 */
export const plainText = (text: string): string =>
  text
    .replace(/\r\n?|\v/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .toWellFormed()
    .normalize('NFC')
    .trim()
