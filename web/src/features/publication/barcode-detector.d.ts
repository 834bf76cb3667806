/** Barcode Detection API, where the browser has it; not yet among TypeScript's own DOM types. */
interface BarcodeDetector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
interface Window {
  BarcodeDetector?: new (options: { formats: string[] }) => BarcodeDetector
}
