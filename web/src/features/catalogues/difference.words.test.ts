import { differencesOf, indicatorSetDefinition, type SetDifference } from '@thuoc/shared'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../platform/translator.ts'
import SetDifferences from './components/SetDifferences.vue'
import vi from './locales/vi.json'

const set = (criteria: unknown[]) =>
  indicatorSetDefinition.parse({
    code: 'MAU-1',
    title: 'Bộ chỉ số mẫu',
    decision: null,
    sample: true,
    appliesTo: ['primary'],
    evidenceCode: 'accreditation',
    level: {
      bands: [
        { level: 1, below: 50 },
        { level: 2, from: 50 },
      ],
      combine: 'total',
      unmetConditionCapsAt: null,
    },
    groups: [{ code: '1', title: 'Nhóm', maximum: 20, criteria }],
  })
const bands = (points: number) => [
  { points: 0, below: 50 },
  { points, from: 50 },
]
const count = (maximum: number, points: number, title = 'Học liệu số') => ({
  kind: 'count',
  code: '1.4',
  title,
  maximum,
  unit: 'học liệu',
  award: { by: 'bands', bands: bands(points) },
})
const other = { kind: 'points', code: '1.5', title: 'Mục khác', maximum: 6.25 }

function shown(differences: SetDifference[]): string {
  const i18n = createTranslator({ vi: { catalogues: vi } })
  return mount(SetDifferences, { props: { differences }, global: { plugins: [i18n] } }).text()
}

describe('what differs between two sets', () => {
  it('is said in words people use, under the criterion it is about', () => {
    const text = shown(differencesOf(set([count(10, 10)]), set([count(12, 12)])))
    expect(text).toContain('1.4Học liệu số')
    expect(text).toMatch(/Điểm tối đa: 10 → đổi thành\s*12/)
    expect(text).toMatch(/từ 50: 10 điểm.*từ 50: 12 điểm/s)
  })
  it('names what came and what went', () => {
    expect(shown(differencesOf(set([count(10, 10)]), set([count(10, 10), other])))).toMatch(/1\.5.*Mục khác.*Mục mới/s)
    expect(shown(differencesOf(set([count(10, 10), other]), set([count(10, 10)])))).toMatch(/1\.5.*Mục khác.*Đã bỏ/s)
  })
  it('shows what nobody foresaw as it came, and hides nothing', () => {
    const strange: SetDifference = {
      path: '1.4',
      title: 'Học liệu số',
      change: { kind: 'changed', part: 'maximum', before: null, after: { strange: true } },
    }
    expect(shown([strange])).toContain('{"strange":true}')
    expect(shown([strange])).toContain('không có')
  })
})
