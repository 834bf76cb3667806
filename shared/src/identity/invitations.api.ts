import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { nothing } from '../page.ts'
import {
  invitationCode,
  invitationCounts,
  invited,
  invitees,
  issuedInvitations,
  newInvitations,
} from './invitation.schema.ts'
import { personId } from './ids.ts'
import { newPassword, person } from './person.schema.ts'

export const lookAtInvitation = endpoint({
  name: 'lookAtInvitation',
  method: 'POST',
  path: '/invitations/look',
  summary: 'Whom a code is for; it stays good',
  access: 'public',
  body: invitationCode,
  reply: invited,
  refusals: ['invitation.not-found', 'invitation.over'],
})

export const redeemInvitation = endpoint({
  name: 'redeemInvitation',
  method: 'POST',
  path: '/invitations/redeem',
  summary: 'Sets the password that the invited person chose; the code is used up. Then sign in with it',
  access: 'public',
  body: invitationCode.extend({ password: newPassword }),
  reply: nothing,
  refusals: ['invitation.not-found', 'invitation.over', 'password.weak', 'session.suspended'],
})

export const countInvitations = endpoint({
  name: 'countInvitations',
  method: 'GET',
  path: '/invitations/counts',
  summary: 'How many people of your subtree were invited, accepted, still wait',
  access: 'person.write',
  query: invitees.pick({ unitId: true, within: true, role: true, q: true }),
  reply: invitationCounts,
  refusals: [],
})

export const invitePeople = endpoint({
  name: 'invitePeople',
  method: 'POST',
  path: '/invitations',
  summary: 'Invites people by mail, or makes codes for slips to print, which are shown once; older invitations end',
  access: 'person.write',
  body: newInvitations,
  reply: issuedInvitations,
  refusals: ['mail.off'],
})

export const withdrawInvitation = endpoint({
  name: 'withdrawInvitation',
  method: 'DELETE',
  path: '/people/:id/invitation',
  summary: 'Ends the open invitation of a person',
  access: 'person.write',
  params: z.object({ id: personId }),
  reply: person,
  refusals: ['person.not-found', 'invitation.not-found'],
})
