import type {
  Council,
  CouncilMinutes,
  CouncilMinutesId,
  Form,
  SealedContent,
  Submission,
  SubmissionId,
  SubmissionRequest,
  TimelineEntry,
} from '@thuoc/shared'
import type { Actor } from '../../../platform/actor.ts'
import type { BodyPorts } from './body/ports.ts'
import type { WrittenReport } from '../../deliverables/index.ts'

export type OfFile<T> = (actor: Actor, id: SubmissionId) => Promise<T>

/** The services that documents are gathered through: each decides itself what the actor may see. */
export type SourcePorts = BodyPorts & {
  submissions: {
    get: OfFile<Submission>
    getForm: OfFile<Form>
    getTimeline: OfFile<{ items: TimelineEntry[] }>
  }
  councils: { get: OfFile<Council> }
  minutes: {
    list: OfFile<{ items: CouncilMinutes[] }>
    /** The file of a meeting. */
    fileOf: (actor: Actor, id: CouncilMinutesId) => Promise<SubmissionId>
  }
  requests: { get: OfFile<SubmissionRequest> }
  /** What was sent last, while the file is away from the school. */
  seals: { sent: OfFile<SealedContent | null> }
  /** @param own with what the unit is still mending */
  reportOf: (file: Pick<Submission, 'unit' | 'campaign'>, own: boolean) => Promise<WrittenReport>
}
