import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { z } from 'zod'
import { reachIn, type Graph } from './parts.reach.ts'

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
  form: {
    address: '^/ho-so/[^/]+/phieu(/|$)',
    begins: [...frame, at('features/submissions/pages/FormPage.vue')],
    opening: formOpening,
  },
}

const heading = z.object({ list: z.object({ title: z.string(), lead: z.string() }) })
/** Of the page that people come to who were never here: its heading can be read before the app is there. */
function publicOpening(): string {
  const sentences = readFileSync(at('features/publication/locales/vi.json'), 'utf8')
  const { title, lead } = heading.parse(JSON.parse(sentences)).list
  return `<div class="page opening"><h1>${title}</h1><p class="soft">${lead}</p></div>`
}

const opening = z.object({ form: z.object({ opening: z.string(), openingLead: z.string() }) })
/** Of the form: what is coming, and what becomes of what one types there. */
function formOpening(): string {
  const sentences = readFileSync(at('features/submissions/locales/vi.json'), 'utf8')
  const { opening: title, openingLead: lead } = opening.parse(JSON.parse(sentences)).form
  return `<div class="page opening" role="status"><h1>${title}</h1><p class="soft">${lead}</p></div>`
}

let known: ((id: string) => string | null) | null = null
/** The name of the piece that a module comes in; null: as the build thinks best. */
export const pieceOf = (id: string, graph: Graph): string | null => (known ??= pieces(graph))(id)

function pieces(graph: Graph): (id: string) => string | null {
  const { reached, later } = reachIn(graph)
  const behind = reached(frame)
  const [results, entrance, work, form] = [pages.results, pages['sign-in'], pages.work, pages.form].map(({ begins }) =>
    reached(begins),
  )
  /** Parts that show something of a form, and are none. */
  const elsewhere = [...later([at('main.ts'), ...frame])]
    .map((begin) => reached([begin]))
    .filter((part) => !part.has(formItself) && !part.has(workItself))
  const only = (page: Set<string> | undefined, id: string) =>
    [results, entrance, work, form].every((one) => one?.has(id) === (one === page))
  return (id) => {
    if (libraryStyles.test(id)) return 'frame'
    if ([results, entrance, work, form].every((page) => !page?.has(id))) return null
    if (only(results, id)) return 'results'
    if (only(entrance, id)) return 'sign-in'
    if (results?.has(id) || entrance?.has(id)) return 'first'
    if (behind.has(id) || id.startsWith(at('platform'))) return 'frame'
    const alone = !elsewhere.some((part) => part.has(id))
    if (only(work, id)) return alone ? 'work' : 'office'
    if (only(form, id)) return alone ? 'form' : 'lines'
    return 'desk'
  }
}
/** Of the library, what ours look like that are drawn first: one file of styles instead of four. */
const libraryStyles =
  /element-plus\/(theme-chalk\/(base|el-button|el-checkbox|el-input)\.css|es\/components\/(base|button|checkbox|input)\/style\/css)/
const workItself = at('features/start/pages/WorkPage.vue')
/** What assessors have as well, on a page of their own. */
const formItself = at('features/submissions/components/AssessmentForm.vue')

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
      const html = asksFirst(String(index.source), bundle)
      index.source = html
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
 * With this to be read at once, and what it looks like beside it: the styles of the app, and on pages of a few kilobytes all
 * of them. The styles themselves come after it, for whoever goes on from there: the app looks for them by their names.
 */
function opened(html: string, opening: string, bundle: Rolldown.OutputBundle): string {
  const links = [...html.matchAll(/^ *<link rel="stylesheet"[^>]* href="\/([^"]+)">\n/gm)]
  const styles = links.map(([, file = '']) => {
    const style = bundle[file]
    if (style?.type !== 'asset') throw new Error(`The built app has no ${file}`)
    return String(style.source)
  })
  const small = styles.join('').length < mostWithin
  const within = styles.filter((_, at) => small || at === 0).map((style) => `    <style>${style}</style>\n`)
  const apart = links.reduce((rest, [link]) => rest.replace(link, ''), html)
  return apart
    .replace('  </head>', () => `${within.join('')}  </head>`)
    .replace(arriving, () => opening)
    .replace('  </body>', () => `${links.map(([link]) => link).join('')}  </body>`)
}
/** Characters. */
const mostWithin = 30_000

/** What is asked for while the app is on its way; it must need nothing else. */
export const early = /src\/(early|platform\/(api\/early|session\.memory|arrival|begin-again))\.ts$/
/**
 * With that run as soon as it is there, before all else and whatever else is still coming; and so what everything stands on,
 * lest a slow phone reads it in one go with the app.
 */
function asksFirst(html: string, bundle: Rolldown.OutputBundle): string {
  return ['ground', 'early'].reduce((text, name) => {
    const chunk = Object.values(bundle).find((one) => one.type === 'chunk' && one.name === name)
    if (chunk?.type !== 'chunk' || chunk.imports.length > 0) throw new Error(`What is asked first waits: ${name}`)
    const script = `<script type="module" async fetchpriority="high" crossorigin src="/${chunk.fileName}"></script>`
    return text
      .replace(new RegExp(` *<link [^>]*href="/${chunk.fileName}">\\n`), '')
      .replace(/(?= *(<script|<link rel="icon"))/, `    ${script}\n`)
  }, html)
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
