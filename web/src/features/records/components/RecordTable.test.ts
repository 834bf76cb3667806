import type { RecordEntry } from '@thuoc/shared'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../../platform/translator.ts'
import records from '../locales/vi.json'
import RecordTable from './RecordTable.vue'

const submissions = { did: { approve: 'Phê duyệt' }, status: { approved: 'Đã duyệt' } }
const i18n = createTranslator({ vi: { records, submissions } })
const file = '0190a000-0000-7000-8000-000000000001'
const person = '0190a000-0000-7000-8000-000000000002'

function told(action: RecordEntry['action'], table: string, row: Record<string, [unknown, unknown]>) {
  const entry: RecordEntry = {
    chain: file,
    number: 7,
    at: '2026-11-20T02:00:00Z',
    table,
    key: '1',
    action,
    changes: Object.entries(row).map(([column, [before, after]]) => ({ column, before, after })),
    actorId: null,
    actorUnitId: null,
    via: null,
    hash: 'ab',
  }
  const props = { entries: [entry], names: { [person]: 'Nguyễn Văn Mẫu' } }
  const items = mount(RecordTable, { props, global: { plugins: [i18n] } }).findAll('.changes > li')
  return items.map((item) => item.text().replaceAll(/\s+/g, ' '))
}

describe('the record is read by people', () => {
  it('a new row is told without what is empty and without ids of the system', () =>
    expect(
      told('insert', 'external_lines', {
        note: [null, null],
        score: [null, 7.25],
        fields: [null, {}],
        submission_id: [null, file],
        unit_id: [null, file],
        saved_by_id: [null, person],
        saved_at: [null, '2026-11-20T02:00:00Z'],
      }),
    ).toEqual(['điểm: 7,25', 'người lưu: Nguyễn Văn Mẫu', 'lưu lúc: 09:00 20/11/2026']))

  it('moves and states have their words, days their order', () =>
    expect(
      told('insert', 'submission_events', {
        action: [null, 'approve'],
        to_status: [null, 'approved'],
        due: [null, '2026-12-05'],
      }),
    ).toEqual(['bước: Phê duyệt', 'sang trạng thái: Đã duyệt', 'hạn: 05/12/2026']))

  it('a code is told in the words of its column', () =>
    expect([
      ...told('insert', 'evidence_verdicts', { outcome: [null, 'accepted'] }),
      ...told('insert', 'memberships', { role: [null, 'school-head'] }),
      ...told('insert', 'delegations', { powers: [null, ['submission.approve', 'council.manage']] }),
      ...told('insert', 'mail_steps', { action: [null, 'discard'], mail_kind: [null, 'invitation'] }),
    ]).toEqual([
      'kết luận: đạt',
      'vai trò: Thủ trưởng đơn vị',
      'quyền: Phê duyệt, nộp hồ sơ, Lập hội đồng tự đánh giá, phân công',
      'bước: bỏ',
      'loại thư: thư mời tạo tài khoản',
    ]))

  it('what was emptied is told', () =>
    expect(told('update', 'submission_lines', { score: [4, null] })).toEqual(['điểm: 4 → –']))
})
