/** The address that a certificate's QR code carries: whoever scans it comes to the check of that number. */
export const certificateAddress = (origin: string, number: string): string =>
  `${origin}/chung-nhan/${encodeURIComponent(number)}`

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
