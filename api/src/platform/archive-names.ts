import { crc32 } from 'node:zlib'
import { tcvn3 } from './tcvn3.ts'

/** A name as it stands in an archive. */
export type RawName = {
  bytes: Buffer
  /** The archive says that it is UTF-8. */
  isUtf8: boolean
  /** What Info-ZIP's field 0x7075 holds, if there is one. */
  unicodePath: Buffer | null
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const windows1258 = new TextDecoder('windows-1258')

/** What programs that know no Unicode wrote names in, the likelier first where both make sense. */
const old: readonly ((bytes: Buffer) => string)[] = [(bytes) => windows1258.decode(bytes), tcvn3]

/**
 * Reads the names of one archive. Many programs write UTF-8 without saying so; what is none is the code page of the
 * machine that packed it: Vietnamese Windows (1258), the older TCVN 5712 (.VnTime), or what ZIP once laid down (CP437).
 * The choice is made for the whole archive, by the words that come out; a wrong guess costs looks, never safety.
 */
export function readNames(names: readonly RawName[]): string[] {
  const unread = names.map(sureName)
  const legacy = names.flatMap(({ bytes }, index) => (unread[index] === null ? [bytes] : []))
  const decode = legacy.length > 0 ? decoderFor(legacy) : cp437
  return names.map(({ bytes }, index) => (unread[index] ?? decode(bytes)).normalize('NFC'))
}

/** Null where only a guess is possible. */
function sureName({ bytes, isUtf8, unicodePath }: RawName): string | null {
  const said = unicodePath && pathOf(unicodePath, bytes)
  if (said) return said
  try {
    return utf8.decode(bytes)
  } catch {
    return isUtf8 ? bytes.toString('utf8') : null
  }
}

/** Version 1, CRC-32 of the plain name it stands for, then the name in UTF-8. */
function pathOf(field: Buffer, plain: Buffer): string | null {
  if (field.length < 6 || field[0] !== 1 || field.readUInt32LE(1) !== crc32(plain)) return null
  try {
    return utf8.decode(field.subarray(5))
  } catch {
    return null
  }
}

function decoderFor(names: readonly Buffer[]) {
  const ranked = old
    .map((decode) => ({ decode, share: vietnameseShare(names.map(decode).join(' ')) }))
    .sort((a, b) => b.share - a.share)
  const [best] = ranked
  return best && best.share >= 0.8 ? best.decode : cp437
}

/** Of the words that are not plain ASCII, how many are Vietnamese syllables: 0 to 1. */
function vietnameseShare(text: string): number {
  const words = (text.normalize('NFC').match(/[^\s\d_.,;:()[\]{}/\\+&='"!@#$%^~`|<>?*-]+/gu) ?? []).filter((word) =>
    /[^\0-\x7f]/.test(word),
  )
  return words.length === 0 ? 0 : words.filter(isSyllable).length / words.length
}

const tone = /[\u0300\u0301\u0303\u0309\u0323]/gu
const onset = 'ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]'
const nucleus = 'iê|yê|ia|ya|uô|ua|ươ|ưa|uyê|uya|uy|uê|uâ|uơ|oa|oă|oe|oo|[aăâeêioôơuưy]'
const coda = 'ch|ng|nh|[cmnptiyou]'
const syllable = new RegExp(`^(?:${onset})?(?:${nucleus})(?:${coda})?$`, 'u')

/** All capitals, one capital in front, or none: what is mixed in another way is no word. */
function isSyllable(word: string) {
  const tones = word.normalize('NFD').match(tone)?.length ?? 0
  const plain = word.normalize('NFD').replace(tone, '').normalize('NFC')
  const [first = '', ...rest] = plain
  const lower = plain.toLowerCase()
  const isCased = plain === lower || plain === plain.toUpperCase() || first.toLowerCase() + rest.join('') === lower
  return tones <= 1 && isCased && syllable.test(lower)
}

const cp437High =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'
const cp437 = (bytes: Buffer) =>
  Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (cp437High[byte - 0x80] ?? ''))).join('')
