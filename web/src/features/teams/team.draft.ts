import type { DecisionPaper, TeamDuty, TeamPerson } from '@thuoc/shared'

/** A member as the form shows them. */
export type DraftMember = {
  personId: TeamPerson['personId']
  fullName: string
  unitName: string
  duty: TeamDuty
  task: string
}

export const emptyPaper = (): DecisionPaper => ({ number: '', decidedOn: '', signatory: '', office: '' })

export const draftMembers = (people: readonly TeamPerson[]): DraftMember[] =>
  people.map(({ personId, fullName, unit, duty, task }) => ({ personId, fullName, unitName: unit.name, duty, task }))

/** What a newcomer most likely is: the head, then the secretary, then members. */
export function nextDuty(members: readonly DraftMember[]): TeamDuty {
  if (!members.some(({ duty }) => duty === 'head')) return 'head'
  return members.some(({ duty }) => duty === 'secretary') ? 'member' : 'secretary'
}

/** There is one head and one secretary: naming another makes the former one a member. */
export const withDuty = (members: readonly DraftMember[], chosen: DraftMember, duty: TeamDuty): DraftMember[] =>
  members.map((one) => {
    if (one.personId === chosen.personId) return { ...one, duty }
    return duty !== 'member' && one.duty === duty ? { ...one, duty: 'member' } : one
  })

export const membersBody = (members: readonly DraftMember[]) =>
  members.map(({ personId, duty, task }) => ({ personId, duty, task }))
