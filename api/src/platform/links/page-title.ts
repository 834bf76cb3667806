const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The title of a page, on one line and at most 200 signs long; null when it has none. */
export function titleOf(html: string): string | null {
  const [, found = ''] = /<title[^>]*>([^<]{0,2000})<\/title/i.exec(html) ?? []
  const text = found
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(\w{2,6}));/gi, named)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return text === '' ? null : [...text].slice(0, 200).join('')
}

function named(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return entities[name.toLowerCase()] ?? whole
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  const isSign = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
  return isSign ? String.fromCodePoint(point) : ''
}
