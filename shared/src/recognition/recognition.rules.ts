import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'

/** The name of a level as the set words it (“Đáp ứng cơ bản”); where the set gives none, the words of the official forms. */
export const levelNameOf = (set: IndicatorSetDefinition, level: number): string =>
  set.level.bands.find((band) => band.level === level)?.name ?? `Mức độ ${level}`

/** The issuer's code as it stands in a certificate number: capitals, digits and dashes, so that it fits an address. */
export const certificatePrefix = (issuerCode: string): string =>
  issuerCode
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/-+$/, '')

/** `PGD-MH1-2025-0007`: issuer, year of the decision, running number of at least four digits. */
export const certificateNumberOf = (prefix: string, year: number, running: number): string =>
  `${prefix}-${year}-${String(running).padStart(4, '0')}`

/** The address that a certificate's QR code carries: whoever scans it comes to the public check of that number. */
export const certificateAddress = (origin: string, number: string): string =>
  `${origin}/chung-nhan/${encodeURIComponent(number)}`
