export { certificateAddress } from '@thuoc/shared'

/** The number in what was typed or scanned: the number itself, or the address of a check. */
export function certificateNumberIn(text: string): string {
  const inAddress = /\/chung-nhan\/([^/?#\s]+)/.exec(text)?.[1]
  return decoded(inAddress ?? text)
    .trim()
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/[–—]/g, '-')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
