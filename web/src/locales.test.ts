import { problems } from '@thuoc/shared'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { features } from './features.ts'
import type { Messages } from './platform/feature.ts'
import en from './platform/locales/en.json'
import problemEn from './platform/locales/problem.en.json'
import problemVi from './platform/locales/problem.vi.json'
import vi from './platform/locales/vi.json'

/** Every sentence with its whole key. */
const flat = (messages: Messages, before = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value]] : flat(value, `${before}${key}.`),
  )
const gaps = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted()

const parts = await Promise.all(
  features.map(async ({ name, messages }) => ({
    vi: { [name]: (await messages.vi()).default },
    en: { [name]: (await messages.en()).default },
  })),
)
const whole = {
  vi: new Map([vi, problemVi, ...parts.map((part) => part.vi)].flatMap((messages) => flat(messages))),
  en: new Map([en, problemEn, ...parts.map((part) => part.en)].flatMap((messages) => flat(messages))),
}

/** The source of every component and composable. */
const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), 'utf8') }))

describe('both languages', () => {
  it('say the same things', () => {
    expect([...whole.en.keys()].toSorted()).toEqual([...whole.vi.keys()].toSorted())
  })
  it('leave the same gaps in a sentence', () => {
    const differing = [...whole.vi].filter(([key, text]) => gaps(text).join() !== gaps(whole.en.get(key) ?? '').join())
    expect(differing).toEqual([])
  })
  it('have a sentence for every refusal of the API', () => {
    const missing = Object.keys(problems).filter((code) => !whole.vi.has(`problem.${code}`))
    expect(missing).toEqual([])
  })
  it('write gaps that can be filled: every brace is one of a name, or of characters in quotes', () => {
    const faults = [...whole.vi, ...whole.en].filter(([, text]) =>
      /[{}]/.test(text.replaceAll(/\{\s*('[^']*'|\w+)\s*\}/g, '')),
    )
    expect(faults).toEqual([])
  })
  it('have two forms for a count, or three', () => {
    const forms = [...whole.vi, ...whole.en].filter(([, text]) => text.split('|').length > 3)
    expect(forms).toEqual([])
  })
})

describe('every key in the code', () => {
  it('has its sentence', () => {
    const missing = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\b\$?t[ec]?\(\s*'([\w.-]+\.[\w.-]+)'/g)]
        .map(([, key = '']) => key)
        .filter((key) => !whole.vi.has(key))
        .map((key) => `${file}: ${key}`),
    )
    expect(missing).toEqual([])
  })
  it('lies in a place that exists where its end is decided later', () => {
    const keys = [...whole.vi.keys()]
    const missing = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\b\$?t[ec]?\(\s*`([\w-]+\.[\w.-]*)\$\{/g)]
        .map(([, start = '']) => start)
        .filter((start) => start !== 'problemItem.' && !keys.some((key) => key.startsWith(start)))
        .map((start) => `${file}: ${start}`),
    )
    expect(missing).toEqual([])
  })
})
