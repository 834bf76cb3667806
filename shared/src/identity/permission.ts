import { z } from 'zod'
import { role, type Role } from './role.ts'

/**
 * What may be asked of the system. A person has those of the role they act in; a machine those its API key was given.
 * A permission says *what*; *where* is the unit's subtree, and *when* is the workflow.
 */
export const permissions = [
  'unit.read',
  'unit.write',
  'person.read',
  'person.write',
  'api-key.manage',
  'catalogue.read',
  'catalogue.write',
  'guidance.write',
  'measurement.write',
  'campaign.read',
  'campaign.write',
  'plan.write',
  'training.read',
  'training.register',
  'training.organise',
  'submission.read',
  'submission.score',
  'submission.approve',
  'submission.receive',
  'assessment.organise',
  'assessment.score',
  'recognition.decide',
  'publication.publish',
  'deliverable.prepare',
  'deliverable.hand-in',
  'deliverable.receive',
] as const
export const permission = z.enum(permissions)
export type Permission = z.infer<typeof permission>

const readers = [
  'unit.read',
  'catalogue.read',
  'campaign.read',
  'training.read',
  'submission.read',
  'assessment.score',
] as const
/** Holds sessions of training for the units below, and answers what they ask. */
const trainers = ['training.organise', 'training.register'] as const
const accounts = ['person.read', 'person.write', 'api-key.manage'] as const

/** Who may do what: one line a role (mission: three tiers). Everyone may be sent on an assessment team. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  'system-administrator': [...readers, ...accounts, 'unit.write', 'catalogue.write', 'measurement.write'],
  'province-administrator': [
    ...readers,
    ...trainers,
    ...accounts,
    'unit.write',
    'catalogue.write',
    'guidance.write',
    'measurement.write',
    'campaign.write',
    'plan.write',
  ],
  'province-leader': [
    ...readers,
    ...trainers,
    'person.read',
    'catalogue.write',
    'guidance.write',
    'campaign.write',
    'plan.write',
    'submission.receive',
    'assessment.organise',
    'recognition.decide',
    'publication.publish',
    'deliverable.prepare',
    'deliverable.hand-in',
    'deliverable.receive',
  ],
  'province-officer': [
    ...readers,
    ...trainers,
    'person.read',
    'catalogue.write',
    'guidance.write',
    'campaign.write',
    'plan.write',
    'submission.receive',
    'assessment.organise',
    'publication.publish',
    'deliverable.prepare',
    'deliverable.hand-in',
    'deliverable.receive',
  ],
  'managing-body-leader': [
    ...readers,
    ...trainers,
    ...accounts,
    'guidance.write',
    'plan.write',
    'measurement.write',
    'submission.score',
    'submission.approve',
    'submission.receive',
    'assessment.organise',
    'recognition.decide',
    'publication.publish',
    'deliverable.prepare',
    'deliverable.hand-in',
    'deliverable.receive',
  ],
  'managing-body-officer': [
    ...readers,
    ...trainers,
    'person.read',
    'guidance.write',
    'plan.write',
    'submission.score',
    'submission.receive',
    'assessment.organise',
    'publication.publish',
    'deliverable.prepare',
    'deliverable.hand-in',
    'deliverable.receive',
  ],
  'school-head': [
    ...readers,
    'training.register',
    ...accounts,
    'measurement.write',
    'submission.score',
    'submission.approve',
    'deliverable.prepare',
    'deliverable.hand-in',
  ],
  'council-member': [...readers, 'training.register', 'submission.score', 'deliverable.prepare'],
  'school-staff': [...readers, 'training.register', 'submission.score', 'deliverable.prepare', 'deliverable.hand-in'],
}

/** Which roles an administrator may hand out within their own subtree. */
export const grantableBy: Record<Role, readonly Role[]> = {
  'system-administrator': role.options,
  'province-administrator': role.options.filter((granted) => granted !== 'system-administrator'),
  'province-leader': [],
  'province-officer': [],
  'managing-body-leader': ['managing-body-officer', 'school-head', 'council-member', 'school-staff'],
  'managing-body-officer': [],
  'school-head': ['council-member', 'school-staff'],
  'council-member': [],
  'school-staff': [],
}
