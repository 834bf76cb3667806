import { expect, it } from 'vitest'
import { certificateAddress, certificateNumberIn } from './certificate.ts'
import { pathOfSquares } from '../../platform/ui/qr-path.ts'

it('finds the number however it was typed', () => {
  for (const typed of ['MH-P1-2026-0002', ' mh-p1-2026-0002 ', 'MH – P1 – 2026 – 0002'])
    expect(certificateNumberIn(typed)).toBe('MH-P1-2026-0002')
})

it('finds the number in what its own QR code says', () => {
  expect(certificateNumberIn(certificateAddress('https://thuoc.example', 'MH-P1-2026-0002'))).toBe('MH-P1-2026-0002')
  expect(certificateNumberIn('https://thuoc.example/chung-nhan/MH%2D1?x=1')).toBe('MH-1')
})

it('takes a broken address as it stands', () => {
  expect(certificateNumberIn('100%')).toBe('100%')
})

it('draws each run of dark squares once', () => {
  const dark = ['110', '001', '000']
  expect(pathOfSquares(3, (row, column) => dark[row]?.[column] === '1')).toBe('M0 0h2v1h-2zM2 1h1v1h-1z')
})
