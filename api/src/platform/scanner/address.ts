/** Where clamd listens. */
export type ScannerAddress = { host: string; port: number } | { path: string }

/** `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`; null where it is neither. */
export function scannerAddress(text: string): ScannerAddress | null {
  const [, path] = /^unix:(?:\/\/)?(\/.+)$/.exec(text) ?? []
  if (path !== undefined) return { path }
  const [, bracketed, plain, digits] = /^tcp:\/\/(?:\[([0-9a-f:]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/i.exec(text) ?? []
  const [host, port] = [bracketed ?? plain, Number(digits)]
  return host !== undefined && port > 0 && port < 65_536 ? { host, port } : null
}
