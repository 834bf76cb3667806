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
  'submission.read',
  'submission.score',
  'submission.approve',
  'submission.receive',
  'assessment.organise',
  'assessment.score',
  'recognition.decide',
  'publication.publish',
] as const
export const permission = z.enum(permissions)
export type Permission = z.infer<typeof permission>

const readers = ['unit.read', 'catalogue.read', 'campaign.read', 'submission.read', 'assessment.score'] as const
const accounts = ['person.read', 'person.write', 'api-key.manage'] as const

/** Who may do what: one line a role (mission: three tiers). Everyone may be sent on an assessment team. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  'system-administrator': [...readers, ...accounts, 'unit.write', 'catalogue.write', 'measurement.write'],
  'province-administrator': [
    ...readers,
    ...accounts,
    'unit.write',
    'catalogue.write',
    'guidance.write',
    'measurement.write',
    'campaign.write',
  ],
  'province-leader': [
    ...readers,
    'person.read',
    'catalogue.write',
    'guidance.write',
    'campaign.write',
    'submission.receive',
    'assessment.organise',
    'recognition.decide',
    'publication.publish',
  ],
  'province-officer': [
    ...readers,
    'person.read',
    'catalogue.write',
    'guidance.write',
    'campaign.write',
    'submission.receive',
    'assessment.organise',
    'publication.publish',
  ],
  'managing-body-leader': [
    ...readers,
    ...accounts,
    'guidance.write',
    'measurement.write',
    'submission.score',
    'submission.approve',
    'submission.receive',
    'assessment.organise',
    'recognition.decide',
    'publication.publish',
  ],
  'managing-body-officer': [
    ...readers,
    'person.read',
    'guidance.write',
    'submission.score',
    'submission.receive',
    'assessment.organise',
    'publication.publish',
  ],
  'school-head': [...readers, ...accounts, 'measurement.write', 'submission.score', 'submission.approve'],
  'council-member': [...readers, 'submission.score'],
  'school-staff': [...readers, 'submission.score'],
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
