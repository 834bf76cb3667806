import { setRules } from '@thuoc/shared'
import { expect, it } from 'vitest'
import en from '../locales/en.json'
import vi from '../locales/vi.json'
import editorVi from '../locales/editor.vi.json'
import { holdReasons } from './held.ts'

it.each(setRules)('a set that breaks %s is told so in both languages', (rule) => {
  expect(Object.keys(vi.fault)).toContain(rule)
  expect(Object.keys(en.fault)).toContain(rule)
})

it.each(holdReasons)('a field that holds back its text because of %s says why', (reason) => {
  expect(editorVi.held[reason]).toMatch(/chưa lưu/)
})
