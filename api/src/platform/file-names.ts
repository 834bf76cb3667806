/**
 * What a name must not hide: control characters, zero-width ones and those that turn the direction of reading
 * (`gpj.exe` shown as `exe.jpg`), private ones and halves of characters.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/gu
/** Windows takes these for devices, whatever follows the first dot. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
const longest = 200

/**
 * The name a file is shown and downloaded under: no folders, composed accents, nothing hidden, at most 200 characters,
 * and the extension of what the file really is. @param extension without the dot; several where a type has more than one
 */
export function safeFileName(given: string, extensions: readonly string[]): string {
  const bare = bareName(given.split(/[/\\]/).at(-1) ?? '')
  const [, stem = bare, ending = ''] = /^(.*)\.([^.]+)$/.exec(bare) ?? []
  const fits = extensions.includes(ending.toLowerCase())
  const suffix = `.${fits ? ending : (extensions[0] ?? 'bin')}`
  const name = [...(fits ? stem : bare)]
    .slice(0, longest - suffix.length)
    .join('')
    .trimEnd()
  return `${name === '' ? 'minh-chung' : name}${suffix}`
}

function bareName(given: string): string {
  const plain = given
    .normalize('NFC')
    .replace(hidden, '')
    .replace(/\s+/g, ' ')
    .replace(/[<>:"|?*/\\]/g, '_')
  return plain.replace(/^[\s.]+|[\s.]+$/g, '').replace(device, '_$1')
}

/** The name of a folder, or the first part of a name, as any system takes it. @param most characters */
export const safeFolderName = (given: string, most: number): string =>
  [...bareName(given)]
    .slice(0, most)
    .join('')
    // Windows takes no space or point at the end; the rest is what a cut leaves hanging.
    .replace(/[\s.,;(–-]+$/, '') || '_'

/**
 * `content-disposition` of a download (RFC 6266): a plain name for old clients, the real one by RFC 8187.
 */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}
