import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { early, pagesThatNameTheirParts, pieceOf } from './build/parts.plugin.ts'
import { toldSentences } from './build/sentences.plugin.ts'
import { buttonsWithoutColours, contractsWithoutWords, zodWithoutWords } from './build/unused.plugin.ts'

const named = /import\s*\{([^}]*)\}\s*from\s*['"]element-plus['"]/g
const kebab = (component: string) => component.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()

/** Adds the style of each Element Plus component that a module imports: only what is used is shipped. */
function elementPlusStyles(): Plugin {
  return {
    name: 'element-plus-styles',
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('element-plus')) return null
      const components = [...code.matchAll(named)]
        .flatMap(([, list = '']) => list.split(','))
        .map((entry) => entry.trim().split(/\s+as\s+/)[0] ?? '')
        .filter((entry) => /^El[A-Z]/.test(entry))
      const styles = [...new Set(components)].map(
        (component) => `import 'element-plus/es/components/${kebab(component.slice(2))}/style/css'`,
      )
      return styles.length ? { code: `${styles.join('\n')}\n${code}`, map: null } : null
    },
  }
}

/** Puts the library's styles in a cascade layer below our theme, whatever order the chunks load in. */
function elementPlusLayer(): Plugin {
  return {
    name: 'element-plus-layer',
    enforce: 'pre',
    transform(code, id) {
      return /element-plus\/theme-chalk\/[^?]+\.css/.test(id)
        ? { code: `@layer element {\n${code.replace(/^@charset[^;]+;/, '')}\n}`, map: null }
        : null
    },
  }
}

/** Lays a compressed copy beside each file of text, so that the server has nothing to do but send it. */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const file of Object.keys(bundle).filter((name) => /\.(js|css|html|svg)$/.test(name))) {
        const path = join(dir ?? 'dist', file)
        const text = readFileSync(path)
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
        writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
      }
    },
  }
}

const ground = /node_modules\/(vue|@vue|vue-router|pinia|@pinia|zod)\/|rolldown.runtime/

const inTests = process.env.VITEST !== undefined
const api = process.env.API_URL ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    vue(),
    ...(inTests
      ? []
      : [
          elementPlusStyles(),
          elementPlusLayer(),
          toldSentences(),
          zodWithoutWords(),
          contractsWithoutWords(),
          buttonsWithoutColours(),
          pagesThatNameTheirParts(),
          compressedCopies(),
        ]),
  ],
  define: {
    __VUE_PROD_DEVTOOLS__: false,
  },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The content security policy allows no `data:` scripts or fonts.
    assetsInlineLimit: 0,
    // What every page stands on comes as one: it packs better, and fewer names of files are brought along.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'early', test: early, priority: 4 },
            { name: 'ground', test: ground, priority: 3 },
            { name: 'entrance', tags: ['$initial'], priority: 2 },
            { name: pieceOf, debugName: 'first pages', priority: 1 },
          ],
        },
      },
    },
  },
})
