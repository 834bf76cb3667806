import { dirname, join } from 'node:path'

/** What the build knows of its modules. */
export type Graph = { getModuleInfo: (id: string) => Known | null }
type Known = { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[]; code: string | null }

const contracts = join(import.meta.dirname, '..', '..', 'shared', 'src', 'index.ts')
const imported = /import\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g
const passedOn = /export\s*(?:\{([^}]*)\}|\*)\s*from\s*["']([^"']+)["'];?/g

const isOurs = (id: string) => !id.includes('node_modules')
/** A file that only says for others what there is in a folder. */
const isList = (id: string) => isOurs(id) && id.endsWith('/index.ts')
const fileOf = (from: string, told: string) => (told === '@thuoc/shared' ? contracts : join(dirname(from), told))
const namesIn = (list: string) =>
  list.split(',').map((one) => {
    const [own = '', as = own] = one.trim().split(/\s+as\s+/)
    return { own, as }
  })

/** What comes with modules: all of ours that they import, and of a list only what they name. */
export function reachIn(graph: Graph) {
  const codeOf = (id: string) => graph.getModuleInfo(id)?.code ?? ''
  const ownCodeOf = (list: string) => codeOf(list).replaceAll(passedOn, '')

  /** The file in which this is written. */
  function origin(file: string, name: string): string | null {
    if (new RegExp(`\\bexport\\b[^;]*?\\b${name}\\b`).test(ownCodeOf(file))) return file
    for (const [, some, told = ''] of codeOf(file).matchAll(passedOn)) {
      const sought = some === undefined ? name : namesIn(some).find(({ as }) => as === name)?.own
      const below = fileOf(file, told)
      // A component is the default of its file, which says so in many ways.
      const found = sought === undefined ? null : sought === 'default' ? below : origin(below, sought)
      if (found !== null) return found
    }
    return null
  }

  function importsOf(id: string): Set<string> {
    const relative = [...ownCodeOf(id).matchAll(imported)].filter(([, , told = '']) => /^\.|^@thuoc/.test(told))
    const below = isList(id)
      ? relative.map(([, , told = '']) => fileOf(id, told))
      : (graph.getModuleInfo(id)?.importedIds ?? [])
    const all = new Set(below.filter((one) => isOurs(one) && !isList(one)))
    for (const [, some = '', told = ''] of relative)
      for (const { own } of isList(fileOf(id, told)) ? namesIn(some) : []) {
        const file = origin(fileOf(id, told), own)
        if (file !== null) all.add(file)
      }
    return all
  }

  const known = new Map<string, Set<string>>()
  function reached(begins: Iterable<string>): Set<string> {
    const all = new Set(begins)
    for (const id of all) {
      const below = known.get(id) ?? importsOf(id)
      known.set(id, below)
      for (const one of below) all.add(one)
    }
    return all
  }

  /** Every module of ours that is loaded by itself, later: pages, and parts of them. */
  function later(begins: Iterable<string>): Set<string> {
    const all = new Set<string>()
    const seen = new Set<string>()
    const look = (from: Iterable<string>) => {
      for (const id of reached(from)) {
        if (seen.has(id)) continue
        seen.add(id)
        for (const one of graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []) {
          if (!/^(?!.*node_modules).*\.(vue|ts)$/.test(one) || all.has(one)) continue
          all.add(one)
          look([one])
        }
      }
    }
    look(begins)
    return all
  }
  return { reached, later }
}
