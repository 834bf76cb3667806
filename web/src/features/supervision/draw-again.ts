import { drawInputs, drawSample, populationText, type SampleDetail } from '@thuoc/shared'

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, '0')).join('')
const hash = async (text: string) => hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/**
 * Draws a kept sample again, in this browser, from seed and population alone.
 * @returns whether both the population and what was drawn come out as they were kept; null: this browser takes no
 * hashes, as over plain http
 */
export async function drawAgain({ seed, size, population, populationHash, drawn }: SampleDetail) {
  if (!globalThis.isSecureContext) return null
  const known = new Map<string, string>()
  for (const text of drawInputs(population, seed)) known.set(text, await hash(text))
  const again = drawSample(population, { seed, size }, (text) => known.get(text) ?? '')
  const same = again.length === drawn.length && again.every((id, place) => id === drawn[place]?.submissionId)
  return same && (await hash(populationText(population))) === populationHash
}
