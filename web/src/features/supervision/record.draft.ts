import type { Attendant, Severity, SupervisionFinding, SupervisionRecord } from '@thuoc/shared'

/** A finding as it stands in the form: text fields are never null. */
export type FindingDraft = {
  criterion: string
  evidenceId: string
  severity: Severity
  text: string
  wanted: boolean
  unitId: string
  due: string
  action: string
}
export type RecordDraft = {
  number: string
  checkedOn: string
  place: string
  present: Attendant[]
  minutes: string
  findings: FindingDraft[]
}

export const newFindingDraft = (unitId: string): FindingDraft => ({
  ...{ criterion: '', evidenceId: '', severity: 'minor', text: '' },
  ...{ wanted: false, unitId, due: '', action: '' },
})

const findingDraft = ({ criterion, evidence, severity, text, followUp }: SupervisionFinding): FindingDraft => ({
  ...{ criterion: criterion ?? '', evidenceId: evidence?.id ?? '', severity, text, wanted: followUp !== null },
  ...{ unitId: followUp?.unit.id ?? '', due: followUp?.due ?? '', action: followUp?.action ?? '' },
})

export const draftOf = ({ number, checkedOn, place, present, minutes, findings }: SupervisionRecord): RecordDraft => ({
  ...{ number, checkedOn, place, present: present.map((one) => ({ ...one })), minutes },
  findings: findings.map(findingDraft),
})

/** What the API takes: rows without a name are left out, empty choices are none. */
export const contentOf = (draft: RecordDraft, version: number) => ({
  ...draft,
  version,
  present: draft.present.filter(({ name }) => name.trim() !== ''),
  findings: draft.findings.map(({ criterion, evidenceId, severity, text, wanted, unitId, due, action }) => ({
    ...{ criterion: criterion || null, evidenceId: evidenceId || null, severity, text },
    followUp: wanted ? { unitId, due, action } : null,
  })),
})
