import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { baseCompile } from '@intlify/message-compiler'
import type { Plugin } from 'vite'
import { z } from 'zod'

interface Tree {
  [key: string]: string | Tree
}
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])))
const languages = ['vi', 'en'] as const
const source = join(import.meta.dirname, '..', 'src')

/** The name of a sentence, or its beginning where the end is decided later. */
const named = /(['"`])([A-Za-z]\w*(?:\.[\w-]*)+)(?=\1|\$\{)/g
/** What somebody may do is called like some parts of the interface, and is no sentence. */
const rights = /(?:\bpermission: ?|\bcan\()(['"])[\w.-]+\1/g
/** One by one these are named; all of them come with the first refusal, see `tellRefusals`. */
const late = new Set(['problem.', 'problemItem.'])

/** Has each module tell the sentences that it names, in both languages: a page brings its own, and no others. */
export function toldSentences(): Plugin {
  let trees: Record<(typeof languages)[number], Tree> | null = null
  return {
    name: 'told-sentences',
    apply: 'build',
    buildStart: () => void (trees = { vi: sentencesIn('vi'), en: sentencesIn('en') }),
    transform(code, id) {
      if (!id.startsWith(source) || !/\.(ts|vue)($|\?)/.test(id) || id.includes('type=style') || !trees) return null
      const names = new Set([...code.replaceAll(rights, '').matchAll(named)].map(([, , name = '']) => name))
      const told = languages.map((language) => [language, picked(trees?.[language] ?? {}, names)] as const)
      if (told.every(([, { length }]) => length === 0)) return null
      const all = Object.fromEntries(told.map(([language, list]) => [language, treeOf(list)]))
      const text = `import { tell as tell_ } from ${JSON.stringify(join(source, 'platform', 'sentences.ts'))};tell_(${JSON.stringify(all)});`
      return { code: `${code}\n${text}`, map: null }
    },
  }
}

/** Every sentence of a language, below the name of its part. */
function sentencesIn(language: string): Tree {
  const read = (...path: string[]) => tree.parse(JSON.parse(readFileSync(join(source, ...path), 'utf8')))
  const whole: Tree = {
    ...read('platform', 'locales', `${language}.json`),
    ...read('platform', 'locales', `problem.${language}.json`),
  }
  for (const folder of readdirSync(join(source, 'features'))) {
    const index = readFileSync(join(source, 'features', folder, 'index.ts'), 'utf8')
    for (const [, name = '', file = ''] of index.matchAll(
      /name: '(\w+)',[\s\S]*?import\('\.\/locales\/([\w.]*)vi\.json'\)/g,
    ))
      whole[name] = read('features', folder, 'locales', `${file}${language}.json`)
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

function treeOf(found: readonly Found[]): Record<string, unknown> {
  const below = Map.groupBy(found, ([path]) => path.split('.')[0] ?? '')
  return Object.fromEntries(
    [...below].map(([key, list]) => {
      const whole = list.find(([path]) => path === key)
      const rest = list.map(([path, text]): Found => [path.slice(key.length + 1), text])
      return [key, whole ? compiled(whole[1]) : treeOf(rest)]
    }),
  )
}

/** A sentence with gaps, plurals or quotes is read now, so that browsers need not bring the compiler; any other says what it is. */
export const compiled = (text: string) =>
  /[{}@|]/.test(text) ? baseCompile(text, { jit: true, minify: true }).ast : text
