import type {
  CampaignId,
  CampaignUnitId,
  IndicatorSetDefinition,
  PlainAction,
  SubmissionId,
  TransitionRequest,
} from '@thuoc/shared'
import type { UnitRow } from '../../features/org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Files } from '../../platform/files.ts'
import type { Finding, Profile } from './answers.ts'
import type { Cast } from './people.ts'
import type { Services } from './services.ts'
import type { Places } from './units.ts'

/** How far a school's file is taken. `half`: scoring has begun. */
export const goals = [
  'half',
  'awaiting-approval',
  'approved',
  'submitted',
  'returned',
  'accepted',
  'assessing',
  'result-shown',
  'assessed',
  'nominated',
  'refused',
  'recognised',
  'published',
] as const
export type Goal = (typeof goals)[number]
export type Journey = Profile & {
  goal: Goal
  findings?: readonly Finding[]
  /** Was returned once. */ resent?: true
} & {
  /** Its council meets, and its head approves by decision. */ council?: true
}

/** What a decision of this managing body says, but for what it is about. */
export type Order = { number: string; signedOn: string; signatory: string; office: string }

export type Scene = {
  services: Services
  files: Files
  cast: Cast
  places: Places
  set: IndicatorSetDefinition
  campaignId: CampaignId
  planner: Actor
  /** Until when returned files come again, `2026-12-06`. */
  returnDue: string
  orderOf: (assessor: UnitRow) => Order
}

/** The way of one school. */
export type Course = {
  scene: Scene
  key: string
  journey: Journey
  id: SubmissionId
  campaignUnitId: CampaignUnitId
  assessor: { key: string; unit: UnitRow }
}

export const reaches = ({ journey }: Course, goal: Goal) => goals.indexOf(journey.goal) >= goals.indexOf(goal)

export async function versionOf({ scene, id }: Course, actor: Actor) {
  const { version } = await scene.services.submissions.get(actor, id)
  return version
}

export async function move(course: Course, actor: Actor, action: PlainAction, more: Partial<TransitionRequest> = {}) {
  const version = await versionOf(course, actor)
  await course.scene.services.submissions.move(actor, course.id, { action, version, reason: null, ...more })
}
