import { supervisionContent } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { contentOf, newFindingDraft, type RecordDraft } from './record.draft.ts'

const unitId = '01a20466-11fa-723c-a112-e2be49911b5f'
const draft: RecordDraft = {
  ...{ number: '', checkedOn: '2026-11-20', place: '', minutes: '' },
  present: [
    { name: 'Nguyễn Văn Mẫu', office: '' },
    { name: '  ', office: 'Hiệu trưởng' },
  ],
  findings: [{ ...newFindingDraft(unitId), text: 'Thiếu ngày ban hành' }],
}

it('rows without a name and choices that nobody made are not sent', () => {
  const content = supervisionContent.parse(contentOf(draft, 3))
  expect(content).toMatchObject({ version: 3, present: [{ name: 'Nguyễn Văn Mẫu' }] })
  expect(content.present).toHaveLength(1)
  expect(content.findings).toEqual([
    { criterion: null, evidenceId: null, severity: 'minor', text: 'Thiếu ngày ban hành', followUp: null },
  ])
})

it('what has to be put right needs its unit, day and words', () => {
  const wanted = { ...newFindingDraft(unitId), text: 'Thiếu', wanted: true }
  const parsed = supervisionContent.safeParse(contentOf({ ...draft, findings: [wanted] }, 1))
  expect(new Set(parsed.error?.issues.map(({ path }) => path.join('.')))).toEqual(
    new Set(['findings.0.followUp.due', 'findings.0.followUp.action']),
  )
  const whole = { ...wanted, due: '2026-12-01', action: 'Bổ sung' }
  expect(supervisionContent.safeParse(contentOf({ ...draft, findings: [whole] }, 1)).success).toBe(true)
})
