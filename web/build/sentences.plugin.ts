import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'

interface Tree {
  [key: string]: string | Tree
}
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])))
const source = join(import.meta.dirname, '..', 'src')

/** The name of a sentence, or its beginning where the end is decided later. */
const named = /(['"`])([A-Za-z]\w*(?:\.[\w-]*)+)(?=\1|\$\{)/g
/** What somebody may do is called like some parts of the interface, and is no sentence. */
const rights = /(?:\bpermission: ?|\bcan\()(['"])[\w.-]+\1/g
/** One by one these are named; all of them come with the first refusal, see `tellRefusals`. */
const late = new Set(['problem.', 'problemItem.'])

/** Has each module tell the Vietnamese sentences that it names: a page brings its own, and no others. */
export function toldSentences(): Plugin {
  let whole: Tree = {}
  return {
    name: 'told-sentences',
    apply: 'build',
    buildStart: () => void (whole = vietnamese()),
    transform(code, id) {
      if (!id.startsWith(source) || !/\.(ts|vue)($|\?)/.test(id) || id.includes('type=style')) return null
      const names = new Set([...code.replaceAll(rights, '').matchAll(named)].map(([, , name = '']) => name))
      const told = picked(whole, names)
      if (told.length === 0) return null
      const text = `import { tell as tell_ } from ${JSON.stringify(join(source, 'platform', 'sentences.ts'))};tell_(${JSON.stringify(treeOf(told))});`
      return { code: `${code}\n${text}`, map: null }
    },
  }
}

/** Every sentence, below the name of its part. */
function vietnamese(): Tree {
  const read = (...path: string[]) => tree.parse(JSON.parse(readFileSync(join(source, ...path), 'utf8')))
  const whole: Tree = {
    ...read('platform', 'locales', 'vi.json'),
    ...read('platform', 'locales', 'problem.vi.json'),
  }
  for (const folder of readdirSync(join(source, 'features'))) {
    const index = readFileSync(join(source, 'features', folder, 'index.ts'), 'utf8')
    for (const [, name = '', file = ''] of index.matchAll(
      /name: '(\w+)',[\s\S]*?import\('\.\/locales\/([\w.]*)vi\.json'\)/g,
    ))
      whole[name] = read('features', folder, 'locales', `${file}vi.json`)
  }
  return whole
}

type Found = [path: string, text: string]
function picked(tree: Tree, names: ReadonlySet<string>): Found[] {
  return [...names]
    .filter((name) => !late.has(name))
    .flatMap((name) => {
      const path = name.split('.')
      const last = path.pop() ?? ''
      const place = path.reduce<string | Tree | undefined>(
        (at, part) => (typeof at === 'object' ? at[part] : undefined),
        tree,
      )
      if (typeof place !== 'object') return []
      const exact = place[last]
      const within =
        exact === undefined ? Object.entries(place).filter(([key]) => key.startsWith(last)) : [[last, exact] as const]
      return within.flatMap(([key, found]) => flat([...path, key].join('.'), found))
    })
}
const flat = (path: string, found: string | Tree): Found[] =>
  typeof found === 'string'
    ? [[path, found]]
    : Object.entries(found).flatMap(([key, below]) => flat(`${path}.${key}`, below))

function treeOf(found: readonly Found[]): Tree {
  const below = Map.groupBy(found, ([path]) => path.split('.')[0] ?? '')
  return Object.fromEntries(
    [...below].map(([key, list]) => {
      const whole = list.find(([path]) => path === key)
      const rest = list.map(([path, text]): Found => [path.slice(key.length + 1), text])
      return [key, whole?.[1] ?? treeOf(rest)]
    }),
  )
}
