import { criterionCode, emptyAnswer, form, linesOf, type Answer, type Form, type Line } from '@thuoc/shared'
import { sampleSet } from './sample-set.ts'

const id = (last: number) => `0198c0de-0000-7000-8000-${String(last).padStart(12, '0')}`
const unit = (last: number, name: string, type: string) => ({ id: id(last), code: `MH${last}`, name, type })
const nothing = {
  groups: [],
  total: 0,
  maximum: 200,
  level: 1,
  levelByScore: 1,
  unmetConditions: [],
  answered: 0,
  lines: 0,
}

export const sampleLine = (code: string, answer: Partial<Answer> = {}): Line => ({
  code: criterionCode.parse(code),
  answer: { ...emptyAnswer, ...answer },
  version: Object.keys(answer).length ? 1 : 0,
  savedAt: null,
  savedBy: null,
  remark: null,
  external: null,
})

/** The form of an invented school that may score; answers by code, scores in hundredths. */
export function sampleForm(answers: Record<string, Partial<Answer>> = {}): Form {
  const empty = form.parse({
    submission: {
      id: id(1),
      campaignUnitId: id(2),
      campaign: { id: id(3), title: 'Đợt đánh giá minh hoạ', schoolYear: '2026-2027', closedAt: null },
      unit: unit(4, 'Trường Tiểu học Minh Hoạ', 'primary'),
      assessor: unit(5, 'Phòng GDĐT Minh Hoạ', 'district-office'),
      set: { id: id(6), code: 'MAU', version: 1, title: 'Bộ chỉ số mẫu', sample: true, verified: false },
      status: 'drafting',
      round: 0,
      answered: 0,
      lines: 0,
      selfLevel: null,
      externalLevel: null,
      recognisedLevel: null,
      due: null,
      late: false,
      statusSince: '2026-11-01T08:00:00+07:00',
      version: 1,
      actions: [],
      waitsForAnother: false,
      mayScore: true,
      mayAssess: false,
      selfAssessmentDue: '2026-12-12',
      externalAssessmentDue: '2027-01-31',
      returnDue: null,
      objectionDue: null,
      selfResult: nothing,
      externalResult: null,
      underRefined: null,
      recognition: null,
      team: [],
    },
    definition: form.shape.definition.encode(sampleSet),
    lines: [],
    evidence: [],
    measurements: [],
  })
  return { ...empty, lines: linesOf(sampleSet).map(({ criterion: { code } }) => sampleLine(code, answers[code])) }
}
