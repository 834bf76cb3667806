import { dirname, join } from 'node:path'

/** What the build knows of its modules. */
export type Graph = { getModuleInfo: (id: string) => { importedIds: readonly string[]; code: string | null } | null }

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

/** What comes with these modules: all of ours that they import, and of a list only what they name. */
export function reached(graph: Graph, begins: readonly string[]): Set<string> {
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

  const all = new Set(begins)
  for (const id of all) {
    const code = ownCodeOf(id)
    const relative = [...code.matchAll(imported)].filter(([, , told = '']) => /^\.|^@thuoc/.test(told))
    const below = isList(id)
      ? relative.map(([, , told = '']) => fileOf(id, told))
      : (graph.getModuleInfo(id)?.importedIds ?? [])
    for (const one of below) if (isOurs(one) && !isList(one)) all.add(one)
    for (const [, some = '', told = ''] of relative)
      for (const { own } of isList(fileOf(id, told)) ? namesIn(some) : []) {
        const file = origin(fileOf(id, told), own)
        if (file !== null) all.add(file)
      }
  }
  return all
}
