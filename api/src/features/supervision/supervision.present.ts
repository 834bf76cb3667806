import type {
  Attachment,
  SupervisionFinding,
  SupervisionRecord,
  SupervisionSummary,
  FindingId,
  UnitSummary,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { FindingRow, StepRow } from './findings.repository.ts'
import type { RecordRow } from './records.repository.ts'
import { actionsFor, stateOf, stepsFor } from './supervision.policy.ts'

export const presentSummary = (row: RecordRow): SupervisionSummary => ({
  id: row.id,
  number: row.number,
  campaign: row.campaign,
  unit: { id: row.unitId, code: row.unitCode, name: row.unitName, type: row.unitType },
  submissionId: row.submissionId,
  checkedOn: row.checkedOn,
  state: row.state,
  findingCount: row.findingCount,
  majorCount: row.majorCount,
  openCount: row.openCount,
  overdueCount: row.overdueCount,
})

type Parts = {
  findings: readonly FindingRow[]
  steps: ReadonlyMap<FindingId, StepRow[]>
  files: Attachment[]
  responsible: UnitSummary[]
  today: string
}

export const presentRecord = (actor: Actor, row: RecordRow, parts: Parts): SupervisionRecord => ({
  ...presentSummary(row),
  sampleId: row.sampleId,
  place: row.place,
  present: row.present,
  minutes: row.minutes,
  findings: parts.findings.map((finding) => presentFinding(actor, row, finding, parts)),
  files: parts.files,
  responsible: parts.responsible,
  savedAt: row.savedAt.toISOString(),
  savedBy: row.savedBy,
  closedAt: row.closedAt?.toISOString() ?? null,
  closedBy: row.closedBy,
  standsFor: row.standsFor,
  version: row.version,
  actions: actionsFor(actor, row),
})

function presentFinding(actor: Actor, row: RecordRow, finding: FindingRow, parts: Parts): SupervisionFinding {
  const { id, criterion, evidence, severity, text, unit, due, action } = finding
  const steps = parts.steps.get(id) ?? []
  const state = stateOf(steps)
  const followUp = unit === null || due === null || action === null ? null : { unit, due, action }
  return {
    ...{ id, criterion, evidence, severity, text },
    followUp: followUp && {
      ...followUp,
      state,
      overdue: state === 'open' && followUp.due < parts.today,
      steps: steps.map(({ step, text: said, at, actorName, unitName, standsFor }) => ({
        ...{ step, text: said, at: at.toISOString(), by: actorName, byUnit: unitName, standsFor },
      })),
      actions: stepsFor(actor, row, finding, steps),
    },
  }
}
