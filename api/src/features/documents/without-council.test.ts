import { describe, expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { documentsOf } from '../../../test/documents.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, score, type Person } from '../../../test/road.ts'

const tester = testApi()
const { aSchool } = councilsOf(tester)
const { refused, said } = documentsOf(tester)

describe('a school without a council', () => {
  it('says in its decision why there is none; lists have room for who drew them up', async () => {
    const { file, path, head, secretary, first } = await aSchool()
    for (const [line, answer] of Object.entries({ '1.2': score(60), '1.3': score(40), '2.1': score(75.25) }))
      await ok(first.put(`${path}/lines/${line}`, { version: 0, answer }))
    const sheet = await said(head, 'assessment-sheet', file)
    for (const part of ['75,25/100', 'Chưa đạt: 1.1', 'Mức độ 1 (Chưa đáp ứng)', 'NGƯỜI LẬP', '……'])
      expect(sheet.text).toContain(part)
    await ok(first.put(`${path}/lines/1.1`, { version: 0, answer: { ...score(0), score: null, met: false } }))
    const act = async (one: Person) => (await ok(one.get(path))).version
    await ok(secretary.post(`${path}/transitions`, { action: 'finish', version: await act(secretary), reason: null }))
    const order = { number: '07/QĐ-THMH', signedOn: '2026-11-21', signatory: 'Lê Văn Mẫu', office: 'Phó Hiệu trưởng' }
    await ok(
      head.post(`${path}/approval`, {
        ...{ version: await act(head), ...order, note: null },
        withoutCouncil: 'trường chỉ có ba cán bộ quản lý',
      }),
    )
    const { text } = await said(head, 'approval-decision', file)
    expect(text).toContain('không lập Hội đồng tự đánh giá: trường chỉ có ba cán bộ quản lý')
    expect(text).toContain('Điều kiện bắt buộc chưa đạt: 1.1.')
    expect(text).not.toContain('Căn cứ Biên bản')
    expect(await refused(head, 'self-assessment-plan', file)).toBe('document.nothing-to-say')
    // Minutes are those of a meeting, and there was none.
    expect(await refused(head, 'council-minutes', file)).toBe('council-minutes.not-found')
  })
})
