import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where programs also lie that a service or a bare shell has not on its PATH. */
const places = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin']

/**
 * A program of this machine: the one that was set, else the first of `names` on the PATH and in the usual places; null
 * if there is none. What was set and is no program counts as none: another one in its stead would be a surprise.
 */
export function findProgram(names: readonly string[], set: string | undefined, elsewhere: readonly string[] = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...places, ...elsewhere]
  const candidates = set ? [set] : folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return candidates.find(isExecutable) ?? null
}

function isExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
