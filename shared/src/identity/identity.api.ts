import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { nothing, page, pageQuery, searchText } from '../page.ts'
import { apiKeyId, membershipId, personId } from './ids.ts'
import { invitationState } from './invitation-state.ts'
import {
  accountStatus,
  apiKey,
  createdPerson,
  credentials,
  issuedPassword,
  me,
  newApiKey,
  newMembership,
  newPassword,
  newPerson,
  password,
  person,
  personChange,
  session,
} from './person.schema.ts'
import { role } from './role.ts'

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/session',
  summary: 'Signs in; answers a short-lived access token and sets the rotating refresh cookie',
  access: 'public',
  weight: 2,
  body: credentials,
  reply: session,
  refusals: ['session.wrong-credentials', 'session.locked', 'session.suspended', 'session.membership-unknown'],
})

export const refreshSession = endpoint({
  name: 'refreshSession',
  method: 'POST',
  path: '/session/refresh',
  summary: 'A new access token for the refresh cookie, which is exchanged; a cookie used twice ends the session',
  access: 'public',
  reply: session,
  refusals: ['session.required', 'session.expired', 'session.reused', 'session.suspended'],
})

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/session',
  summary: 'Ends this session',
  access: 'public',
  reply: nothing,
  refusals: [],
})

export const signOutEverywhere = endpoint({
  name: 'signOutEverywhere',
  method: 'DELETE',
  path: '/sessions',
  summary: 'Ends every session of the caller',
  access: 'session',
  reply: nothing,
  refusals: [],
})

export const chooseMembership = endpoint({
  name: 'chooseMembership',
  method: 'PUT',
  path: '/session/membership',
  summary: 'Chooses the unit and role to act in',
  access: 'session',
  body: z.object({ membershipId }),
  reply: session,
  refusals: ['session.membership-unknown'],
})

export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/me',
  summary: 'Who the caller is and where they act',
  access: 'session',
  reply: me,
  refusals: [],
})

export const changePassword = endpoint({
  name: 'changePassword',
  method: 'PUT',
  path: '/me/password',
  summary: 'Changes the own password; every other session ends',
  access: 'session',
  body: z.object({ current: password, next: newPassword }),
  reply: me,
  refusals: ['password.wrong', 'password.weak', 'session.locked'],
})

const params = z.object({ id: personId })

export const listPeople = endpoint({
  name: 'listPeople',
  method: 'GET',
  path: '/people',
  summary: 'People with a membership in your subtree, by name',
  access: 'person.read',
  query: pageQuery.extend({
    q: searchText.optional(),
    unitId: unitId.optional().describe('Only this unit, not its subtree'),
    within: unitId.optional().describe('Only the subtree of this unit'),
    role: role.optional(),
    status: accountStatus.optional(),
    invitation: invitationState.optional(),
  }),
  reply: page(person),
  refusals: [],
})

export const getPerson = endpoint({
  name: 'getPerson',
  method: 'GET',
  path: '/people/:id',
  summary: 'One person of your subtree',
  access: 'person.read',
  params,
  reply: person,
  refusals: ['person.not-found'],
})

export const createPerson = endpoint({
  name: 'createPerson',
  method: 'POST',
  path: '/people',
  summary: 'Creates an account with its first membership; the temporary password is shown once',
  access: 'person.write',
  body: newPerson,
  reply: createdPerson,
  refusals: [
    'person.username-taken',
    'unit.not-found',
    'membership.role-not-yours-to-grant',
    'membership.role-unfit-for-unit',
  ],
})

export const changePerson = endpoint({
  name: 'changePerson',
  method: 'PUT',
  path: '/people/:id',
  summary: 'Changes the name, e-mail address or telephone',
  access: 'person.write',
  params,
  body: personChange,
  reply: person,
  refusals: ['person.not-found', 'person.erased'],
})

export const suspendPerson = endpoint({
  name: 'suspendPerson',
  method: 'POST',
  path: '/people/:id/suspend',
  summary: 'Suspends the account and ends its sessions; records stay',
  access: 'person.write',
  params,
  reply: person,
  refusals: ['person.not-found', 'person.is-self', 'membership.last-administrator'],
})

export const restorePerson = endpoint({
  name: 'restorePerson',
  method: 'POST',
  path: '/people/:id/restore',
  summary: 'Lets a suspended person sign in again',
  access: 'person.write',
  params,
  reply: person,
  refusals: ['person.not-found', 'person.erased'],
})

export const resetPassword = endpoint({
  name: 'resetPassword',
  method: 'POST',
  path: '/people/:id/reset-password',
  summary: 'Issues a temporary password, shown once, and ends every session of the person',
  access: 'person.write',
  params,
  reply: issuedPassword,
  refusals: ['person.not-found', 'person.is-self', 'person.erased'],
})

export const grantMembership = endpoint({
  name: 'grantMembership',
  method: 'POST',
  path: '/people/:id/memberships',
  summary: 'Gives the person a further role in a unit of your subtree',
  access: 'person.write',
  params,
  body: newMembership,
  reply: person,
  refusals: [
    'person.not-found',
    'person.erased',
    'unit.not-found',
    'membership.exists',
    'membership.role-not-yours-to-grant',
    'membership.role-unfit-for-unit',
  ],
})

export const endMembership = endpoint({
  name: 'endMembership',
  method: 'DELETE',
  path: '/people/:id/memberships/:membershipId',
  summary: 'Ends a membership; sessions acting in it end with it',
  access: 'person.write',
  params: params.extend({ membershipId }),
  reply: person,
  refusals: [
    'person.not-found',
    'person.is-self',
    'membership.not-found',
    'membership.role-not-yours-to-grant',
    'membership.last-administrator',
  ],
})

export const listApiKeys = endpoint({
  name: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  summary: 'Keys of machines in your subtree, with their last use',
  access: 'api-key.manage',
  query: pageQuery,
  reply: page(apiKey),
  refusals: [],
})

export const createApiKey = endpoint({
  name: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  summary: 'Makes a key for a machine; its secret is shown once and sent as `Authorization: Bearer`',
  access: 'api-key.manage',
  body: newApiKey,
  reply: z.object({ apiKey, secret: z.string() }),
  refusals: ['unit.not-found', 'api-key.scope-not-yours'],
})

export const revokeApiKey = endpoint({
  name: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/:id',
  summary: 'Revokes a key at once',
  access: 'api-key.manage',
  params: z.object({ id: apiKeyId }),
  reply: apiKey,
  refusals: ['api-key.not-found'],
})
