import { join } from 'node:path'
import type { Plugin } from 'vite'

// What browsers never run stays at home. Each of these looks at one thing, and the app behaves as without it.

const unwritten = `const none = () => undefined
export { none as initializeContext, none as handleUnrepresentable, none as processSchema, none as process }
export { none as extractDefs, none as finalize }
export const createToJSONSchemaMethod = () => none
export const createStandardJSONSchemaMethod = () => none`

/** What zod prints, JSON Schema and English sentences, is the server's business and stays at home. */
export function zodWithoutWords(): Plugin {
  const processors = /^export const (\w+Processor) = .*?^};?$/gms
  return {
    name: 'zod-without-words',
    apply: 'build',
    transform(code, id) {
      if (id.endsWith('zod/v4/core/json-schema-processors.js'))
        return { code: code.replace(processors, 'export const $1 = undefined'), map: null }
      if (id.endsWith('zod/v4/core/to-json-schema.js')) return { code: unwritten, map: null }
      if (id.endsWith('zod/v4/locales/en.js'))
        return { code: 'export default () => ({ localeError: () => undefined })', map: null }
      return null
    },
  }
}

const contracts = join(import.meta.dirname, '..', '..', 'shared', 'src')

/** What contracts say to those who read about the API, and how refusals are answered, is the server's business too. */
export function contractsWithoutWords(): Plugin {
  return {
    name: 'contracts-without-words',
    apply: 'build',
    transform(code, id) {
      if (!id.startsWith(contracts)) return null
      const cuts: Cut[] = []
      const program: unknown = this.parse(code)
      if (isNode(program)) look(program, id.startsWith(join(contracts, 'problems')), cuts)
      // From the end, so that what is before stays where it is; what lies within a longer cut goes with it.
      const apart = cuts
        .toSorted((a, b) => a.from - b.from || b.to - a.to)
        .filter(({ to }, at, all) => !all.slice(0, at).some((before) => before.to >= to))
      const text = apart.reduceRight((rest, { from, to, put }) => rest.slice(0, from) + put + rest.slice(to), code)
      return { code: text, map: null }
    },
  }
}

type Cut = { from: number; to: number; put: string }
type Node = { type: string; start: number; end: number; [part: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nameOf = (value: unknown) => (isNode(value) && value.type === 'Identifier' ? value.name : undefined)

/** `.describe('…')` and `.meta({ … })`, the summary and refusals of an `endpoint`, status and title of a refusal. */
function look(node: Node, refusals: boolean, cuts: Cut[]) {
  const { type, end, callee, value } = node
  if (type === 'CallExpression' && isNode(callee) && callee.type === 'MemberExpression' && isNode(callee.object)) {
    if (nameOf(callee.property) === 'describe' || nameOf(callee.property) === 'meta')
      cuts.push({ from: callee.object.end, to: end, put: '' })
  }
  if (type === 'CallExpression' && nameOf(callee) === 'endpoint') cuts.push(...told(node))
  if (refusals && type === 'Property' && isNode(value) && value.type === 'ObjectExpression' && isRefusal(value))
    cuts.push({ from: value.start, to: value.end, put: '0' })
  for (const part of Object.values(node))
    for (const below of Array.isArray(part) ? part : [part]) if (isNode(below)) look(below, refusals, cuts)
}

const partsOf = ({ properties }: Node) => (Array.isArray(properties) ? properties.filter(isNode) : [])
const isRefusal = (object: Node) =>
  ['status', 'title'].every((key) => partsOf(object).some((one) => nameOf(one.key) === key))
function told({ arguments: given }: Node): Cut[] {
  const definition: unknown = Array.isArray(given) ? given[0] : undefined
  return (isNode(definition) ? partsOf(definition) : []).flatMap(({ key, value }) => {
    if (!isNode(value)) return []
    const put = { summary: "''", refusals: '[]' }[String(nameOf(key))]
    return put === undefined ? [] : [{ from: value.start, to: value.end, put }]
  })
}

/** A button takes its colours from our theme alone: what reckons shades of any other would be two thirds of it. */
export function buttonsWithoutColours(): Plugin {
  return {
    name: 'buttons-without-colours',
    apply: 'build',
    transform: (code, id) =>
      id.endsWith('element-plus/es/components/button/src/button-custom.mjs')
        ? {
            code: "import { computed } from 'vue'\nexport const useButtonCustomStyle = () => computed(() => ({}))",
            map: null,
          }
        : null,
  }
}
