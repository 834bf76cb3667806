/**
 * A figure as people here write it: `1.200` is twelve hundred, `92,5` has a decimal. NaN where it is no figure.
 * A single point before one, two or more than three digits can only be a decimal point.
 */
export function readFigure(text: string): number {
  const plain = text.trim().replace(/\s/g, '')
  if (!/^\d/.test(plain)) return NaN
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'))
  return /^\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : NaN
}
