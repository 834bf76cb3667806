export { scannerAddress, type ScannerAddress } from './address.ts'
export { clamd } from './clamd.ts'
export { ScannerUnavailable, type Scanner } from './scanner.ts'
