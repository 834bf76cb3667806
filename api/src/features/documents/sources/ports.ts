import type { Council, Submission, SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../../platform/actor.ts'

/** The services that documents are gathered through: each decides itself what the actor may see. */
export type SourcePorts = {
  submissions: { get: (actor: Actor, id: SubmissionId) => Promise<Submission> }
  councils: { get: (actor: Actor, id: SubmissionId) => Promise<Council> }
}
