import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../translator.ts'
import vi from '../locales/vi.json'
import AsyncSection from './AsyncSection.vue'

const i18n = createTranslator({ vi })
const shown = (props: { data?: string; error: unknown; page?: boolean }) =>
  mount(AsyncSection<string>, {
    props: { data: undefined, ...props },
    slots: { default: ({ data }: { data: string }) => data },
    global: { plugins: [i18n], stubs: { ProblemNotice: true, LoadingLines: true } },
  })

describe('a page that could not be brought', () => {
  const error = new Error('not found')

  it('has a heading all the same', () => {
    expect(shown({ error, page: true }).findAll('h1')).toHaveLength(1)
  })
  it('has none twice: neither beside what is known, nor in a section of a page', () => {
    expect(shown({ error, page: true, data: 'Hồ sơ' }).findAll('h1')).toHaveLength(0)
    expect(shown({ error }).findAll('h1')).toHaveLength(0)
  })
})
