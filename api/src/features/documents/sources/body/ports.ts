import type {
  AssessmentTeam,
  AssessmentTeamId,
  Campaign,
  CampaignId,
  CampaignPlan,
  Certificate,
  Decision,
  DecisionId,
  HandedOverFile,
  Milestone,
  NominationList,
  NominationListId,
  Page,
  RecognitionId,
  Submission,
  SubmissionId,
  SubmissionSummary,
  SupervisionRecord,
  SupervisionRecordId,
  TeamUnit,
  TimelineEntry,
  UnitChangeId,
  UnitId,
  UnitOperation,
  UnitSummary,
  Visit,
  VisitMinutes,
  VisitMinutesId,
} from '@thuoc/shared'
import type { Actor } from '../../../../platform/actor.ts'
import type { PageRequest } from '../../../../platform/page.ts'
import type { ReportedUnit } from '../../../reports/index.ts'

type Reads<Id, Thing> = (actor: Actor, id: Id) => Promise<Thing>
type All<Thing> = { items: Thing[] }

/** What a report that a unit handed in says on difficulties or proposals, in its own words. */
export type SaidInReport = { unit: string; about: 'difficulties' | 'proposals'; text: string }

/** The services that papers of managing bodies and the province are gathered through. */
export type BodyPorts = {
  submissions: {
    get: Reads<SubmissionId, Submission>
    getTimeline: Reads<SubmissionId, All<TimelineEntry>>
    list: (
      actor: Actor,
      query: PageRequest & { campaignId?: CampaignId; assessorUnitId?: UnitId },
    ) => Promise<Page<SubmissionSummary>>
  }
  campaigns: { get: Reads<CampaignId, Campaign> }
  milestones: { list: (actor: Actor, id: CampaignId, body: UnitId | undefined) => Promise<All<Milestone>> }
  plans: { ofActor: Reads<CampaignId, CampaignPlan | null> }
  saidInReports: Reads<CampaignId, SaidInReport[]>
  /** Units as the reports count them, of one body or of all that the actor stands above; by body and name. */
  reportedUnits: (actor: Actor, asked: { campaignId: CampaignId; bodyId?: UnitId }) => Promise<ReportedUnit[]>
  teams: { get: Reads<AssessmentTeamId, AssessmentTeam> }
  assignment: { listUnits: Reads<AssessmentTeamId, All<TeamUnit>> }
  visits: { list: Reads<AssessmentTeamId, All<Visit>> }
  visitMinutes: {
    list: Reads<SubmissionId, All<VisitMinutes>>
    /** The file of a time that the team worked at the unit, by the minutes that were begun first of it. */
    fileOf: Reads<VisitMinutesId, SubmissionId>
  }
  nominations: { get: Reads<NominationListId, NominationList> }
  recognition: {
    get: Reads<DecisionId, Decision>
    listCertificates: Reads<DecisionId, All<Certificate>>
    getCertificate: Reads<RecognitionId, Certificate>
  }
  supervision: { get: Reads<SupervisionRecordId, SupervisionRecord> }
  unitChanges: {
    handedOver: Reads<UnitChangeId, { operation: UnitOperation; files: HandedOverFile[]; reader: UnitSummary }>
  }
  /** What units were called on a day. */
  unitNamesOn: (ids: readonly UnitId[], day: string) => Promise<ReadonlyMap<UnitId, string>>
  /** Where people reach the app: QR codes lead there. */
  publicUrl: string
}
