import type { EvidenceRequestStatus } from '../assessments/evidence-request.workflow.ts'
import type { VerdictOutcome } from '../assessments/verdict.schema.ts'
import type { VisitMinutesStatus } from '../assessments/visit-minutes.workflow.ts'
import type { CouncilDuty } from '../councils/council.schema.ts'
import type { PieceKind } from '../evidence/piece.schema.ts'
import type { UnitDuty } from '../identity/responsible.schema.ts'
import type { MailKind } from '../notices/mails.api.ts'
import type { ObjectionOutcome, ObjectionStatus } from '../objections/objection.rules.ts'
import type { UnitChangeKind } from '../org/unit-change.schema.ts'
import type { NominationItemState, NominationStatus } from '../recognition/nomination.schema.ts'
import type { DecisionKind } from '../recognition/recognition.schema.ts'
import type { SealKind } from '../submissions/seal.schema.ts'
import type { SupervisionState } from '../supervision/record.schema.ts'
import type { TeamDecisionKind } from '../teams/team.schema.ts'
import type { VisitKind, VisitStatus } from '../teams/visit.schema.ts'

/** The closed sets whose members stand in a column of the record; those of a file itself have words of their own. */
export type CodesOf = {
  kind: PieceKind | DecisionKind | SealKind | VisitKind | TeamDecisionKind | UnitChangeKind
  mail_kind: MailKind
  status:
    ObjectionStatus | VisitMinutesStatus | EvidenceRequestStatus | Exclude<NominationStatus, 'returned'> | VisitStatus
  state: NominationItemState | SupervisionState
  outcome: VerdictOutcome | ObjectionOutcome
  duty: CouncilDuty | UnitDuty | 'head'
  action: 'resend' | 'discard' | 'create' | 'propose' | 'decide'
}
