import { z } from 'zod'
import type { $ZodType, $ZodTypes } from 'zod/v4/core'
import { compiled } from './compiled.ts'

/** Writes a decoded value as the JSON text of its encoded form; `undefined`: there is nothing to write. */
export type Write = (value: unknown) => string | undefined

/** Objects that never change once they are there: see `lasting`. */
const lastingOnes = new WeakSet<object>()

/**
 * Says of an object that nothing in it will change any more, such as a published set: the text it comes to is then kept
 * with it as long as it lives.
 */
export function lasting<T extends object>(value: T): T {
  lastingOnes.add(value)
  return value
}

/**
 * A writer for the replies of an endpoint, made once from its schema: same text as `JSON.stringify(z.encode(schema, value))`,
 * at a tenth of the cost, because nothing is checked. That a handler gives what the contract says is for the compiler and
 * for the tests, where every reply goes both ways (`checked`). What the contract does not name is left out all the same.
 */
export function writerOf(schema: $ZodType): Write {
  const known = written.get(schema)
  if (known) return known
  const write = writerFor(schema)
  written.set(schema, write)
  return write
}

/** What many replies have in common (a unit, a refusal) has one writer. */
const written = new WeakMap<$ZodType, Write>()

function writerFor(schema: $ZodType): Write {
  // Every schema of the library is one of these; the wide type is only what it is passed around as.
  const { def } = (schema as $ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return textOf
    case 'number':
      // JSON writes numbers as the language does; what is no number there is for the library.
      return (value) => (Number.isFinite(value) ? `${value as number}` : JSON.stringify(value))
    case 'boolean':
      return (value) => (value === true ? 'true' : value === false ? 'false' : JSON.stringify(value))
    case 'null':
    case 'literal':
    case 'enum':
    case 'unknown':
    case 'any':
      return textOf
    case 'nullable':
    case 'optional':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional': {
      const inner = writerOf(def.innerType)
      return (value) => (value === null ? 'null' : value === undefined ? undefined : inner(value))
    }
    case 'array': {
      const element = writerOf(def.element)
      return (value) => {
        let text = ''
        for (const one of value as unknown[]) text += `${text === '' ? '' : ','}${element(one) ?? 'null'}`
        return `[${text}]`
      }
    }
    case 'object':
      return def.catchall && def.catchall._zod.def.type !== 'never' ? slowly(schema) : keeping(objectOf(def.shape))
    case 'record':
      return recordOf(writerOf(def.valueType))
    case 'union':
      return 'discriminator' in def
        ? (chosenBy(String(def.discriminator), def.options) ?? slowly(schema))
        : slowly(schema)
    case 'pipe':
      return 'reverseTransform' in def ? codecOf(writerOf(def.in), def.reverseTransform) : slowly(schema)
    default:
      return slowly(schema)
  }
}

/** Texts that JSON writes as they are: asking is quicker than having them written. */
const plain = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/
const textOf: Write = (value) =>
  typeof value === 'string' && value.length < 1000 && plain.test(value) ? `"${value}"` : JSON.stringify(value)

type Encode = (value: unknown, payload: never) => unknown
/** Ours are arithmetic on the value alone (`decimal`); one that looks at the payload is left to the library. */
const codecOf =
  (write: Write, encode: Encode): Write =>
  (value) =>
    write(encode(value, undefined as never))

/**
 * The compiler of replies for Fastify. `checked`: each reply is also encoded by the library, which looks at all of it,
 * and both must say the same.
 */
export const replySerializer =
  ({ checked }: { checked: boolean }) =>
  ({ schema, method, url }: { schema: unknown; method: string; url: string }) => {
    if (!(schema instanceof z.ZodType)) throw new Error(`${method} ${url}: the reply has no schema`)
    // Made with the first reply: most endpoints of a process answer seldom, and most of their refusals never.
    let write: Write | null = null
    return (value: unknown) => {
      write ??= writerOf(schema)
      const text = write(value) ?? ''
      if (checked && text !== JSON.stringify(z.encode(schema, value)))
        throw new Error(`${method} ${url}: the reply is written otherwise than the contract says`)
      return asBytes(text)
    }
  }

/** Where text of ordinary replies is encoded; one after the other, each is copied out at once. */
const desk = Buffer.allocUnsafeSlow(512 * 1024)
/**
 * Vietnamese text is not Latin: measured, encoded and copied by the socket it costs more than when it is encoded once, and
 * without being measured first. Fastify sends bytes as well as text; only its type of a serialiser does not say so.
 */
function asBytes(text: string): string {
  const bytes =
    text.length * 3 > desk.length ? Buffer.from(text) : Buffer.from(desk.subarray(0, desk.write(text, 0, 'utf8')))
  return bytes as unknown as string
}

/** What is rare or has to be looked at to be understood is left to the library. */
const slowly =
  (schema: $ZodType): Write =>
  (value) =>
    JSON.stringify(z.encode(schema, value))

function objectOf(shape: Readonly<Record<string, $ZodType>>): Write {
  const parts = Object.entries(shape).map(([key, of], at) => ({ key: JSON.stringify(key), write: `write${at}`, of }))
  const body = parts.map(({ key, write }) => {
    const [name, further] = [JSON.stringify(`${key}:`), JSON.stringify(`,${key}:`)]
    return `part = ${write}(held[${key}])
      if (part !== undefined) text += (text === '{' ? ${name} : ${further}) + part`
  })
  const writers = Object.fromEntries(parts.map(({ write, of }) => [write, writerOf(of)]))
  return compiled(writers, `(held) => { let text = '{', part\n${body.join('\n')}\nreturn text + '}' }`)
}

function recordOf(write: Write): Write {
  return (value) => {
    const parts: string[] = []
    for (const [key, one] of Object.entries(value as object)) {
      const part = write(one)
      if (part !== undefined) parts.push(`${JSON.stringify(key)}:${part}`)
    }
    return `{${parts.join(',')}}`
  }
}

/** By the value of one property, which is a word of its own in each option; null where it is not. */
function chosenBy(discriminator: string, options: readonly $ZodType[]): Write | null {
  const writers = new Map<unknown, Write>()
  for (const option of options) {
    const values = option._zod.propValues?.[discriminator]
    if (!values) return null
    const write = writerOf(option)
    for (const value of values) writers.set(value, write)
  }
  return (value) => {
    const write = writers.get((value as Record<string, unknown>)[discriminator])
    if (!write) throw new Error(`No such ${discriminator} in the contract`)
    return write(value)
  }
}

function keeping(write: Write): Write {
  let kept: WeakMap<object, string | undefined> | null = null
  return (value) => {
    if (!lastingOnes.has(value as object)) return write(value)
    kept ??= new WeakMap()
    const known = kept.get(value as object)
    if (known !== undefined) return known
    const text = write(value)
    kept.set(value as object, text)
    return text
  }
}
