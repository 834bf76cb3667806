import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { z } from 'zod'
import { reached, type Graph } from './parts.reach.ts'

// What the app is cut into. A page is a part by itself, but what the first pages share comes in one piece: a hundred small
// files wait for each other on a slow line, and pack worse.

const at = (path: string) => join(import.meta.dirname, '..', 'src', path)
const frame = ['features.ts', 'platform/ui/AppShell.vue', 'features/notices/pages/NoticeBell.vue'].map(at)
type FirstPage = { address: string; begins: string[]; opening?: () => string }
/** What people open first, from a link or as their browser remembers it, and what is there to be seen. */
const pages = {
  results: {
    address: '^/cong-khai/?$',
    begins: [at('features/publication/pages/ResultListPage.vue')],
    opening: publicOpening,
  },
  'sign-in': { address: '^/dang-nhap/?$', begins: [at('features/identity/pages/SignInPage.vue')] },
  work: { address: '^/viec-cua-toi/?$', begins: [...frame, at('features/start/pages/WorkPage.vue')] },
  form: { address: '^/ho-so/[^/]+/phieu(/|$)', begins: [...frame, at('features/submissions/pages/FormPage.vue')] },
}

const heading = z.object({ list: z.object({ title: z.string(), lead: z.string() }) })
/** Of the page that people come to who were never here: its heading can be read before the app is there. */
function publicOpening(): string {
  const sentences = readFileSync(at('features/publication/locales/vi.json'), 'utf8')
  const { title, lead } = heading.parse(JSON.parse(sentences)).list
  return `<div class="page opening"><h1>${title}</h1><p class="soft">${lead}</p></div>`
}

let known: { first: Set<string>; frame: Set<string> } | null = null
/** The name of the piece that a module comes in; null: as the build thinks best. */
export function pieceOf(id: string, graph: Graph): 'first' | 'frame' | null {
  if (known === null) {
    const all = Object.values(pages).map(({ begins }) => reached(graph, begins))
    const open = [pages.results, pages['sign-in']].flatMap(({ begins }) => [...reached(graph, begins)])
    const shared = open.filter((one) => all.filter((page) => page.has(one)).length > 1)
    known = { first: new Set(shared), frame: reached(graph, frame) }
  }
  return known.first.has(id) ? 'first' : known.frame.has(id) ? 'frame' : null
}

/**
 * Lays a page beside `index.html` for each of the first ones, which names all that it will need: a browser then asks for
 * everything at once, instead of finding one thing in another. `pages/list.json` says at which addresses they are sent.
 */
export function pagesThatNameTheirParts(): Plugin {
  return {
    name: 'pages-that-name-their-parts',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const index = bundle['index.html']
      if (index?.type !== 'asset') return
      const html = String(index.source)
      for (const [name, { begins, opening }] of Object.entries<FirstPage>(pages)) {
        const head = linksFor(begins, bundle)
          .filter((link) => !html.includes(link.href))
          .map(({ text }) => `    ${text}\n`)
        const named = html.replace('  </head>', `${head.join('')}  </head>`)
        this.emitFile({
          type: 'asset',
          fileName: `pages/${name}.html`,
          source: opening ? opened(named, opening(), bundle) : named,
        })
      }
      const list = Object.entries(pages).map(([name, { address }]) => ({ address, file: `pages/${name}.html` }))
      this.emitFile({ type: 'asset', fileName: 'pages/list.json', source: JSON.stringify(list) })
    },
  }
}

/**
 * With this to be read at once, and what it looks like beside it. The styles themselves come after it, for whoever goes on
 * from there: the app looks for them by their names.
 */
function opened(html: string, opening: string, bundle: Rolldown.OutputBundle): string {
  const links = [...html.matchAll(/^ *<link rel="stylesheet"[^>]* href="\/([^"]+)">\n/gm)]
  const styles = links.map(([, file = '']) => {
    const style = bundle[file]
    if (style?.type !== 'asset') throw new Error(`The built app has no ${file}`)
    return `    <style>${String(style.source)}</style>\n`
  })
  const apart = links.reduce((rest, [link]) => rest.replace(link, ''), html)
  return apart
    .replace('  </head>', () => `${styles.join('')}  </head>`)
    .replace(arriving, () => opening)
    .replace('  </body>', () => `${links.map(([link]) => link).join('')}  </body>`)
}

/** What `index.html` shows until the app takes over. */
const arriving = /<p class="arriving".*?<\/p>/

function linksFor(begins: readonly string[], bundle: Rolldown.OutputBundle) {
  const files = new Set<string>()
  for (const begin of begins) {
    const holds = Object.values(bundle).filter(
      (one) => one.type === 'chunk' && (one.facadeModuleId === begin || one.moduleIds.includes(begin)),
    )
    if (holds.length === 0) throw new Error(`The built app has no ${begin}`)
    for (const { fileName } of holds) files.add(fileName)
  }
  const styles = new Set<string>()
  for (const file of files) {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk') continue
    for (const below of chunk.imports) files.add(below)
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
  }
  return [
    ...[...styles].map((file) => ({ href: file, text: `<link rel="stylesheet" crossorigin href="/${file}">` })),
    ...[...files].map((file) => ({ href: file, text: `<link rel="modulepreload" crossorigin href="/${file}">` })),
  ]
}
