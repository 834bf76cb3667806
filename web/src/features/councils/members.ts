import type { Council, CouncilMember, PersonId } from '@thuoc/shared'

/** Members who take part in the app. */
export const withAccount = (council: Council): (CouncilMember & { personId: PersonId })[] =>
  (council.decision?.members ?? []).flatMap((member) =>
    member.personId === null ? [] : [{ ...member, personId: member.personId }],
  )

/** The name of a member, also of one who left by a further decision. */
export const nameOf = ({ decision, former }: Council, id: PersonId): string =>
  [decision, ...former].flatMap((one) => one?.members ?? []).find(({ personId }) => personId === id)?.name ?? ''
