import { z } from 'zod'

/** A link in a mail, or a code on a slip of paper. */
export const invitationChannels = ['mail', 'slip'] as const
export const invitationChannel = z.enum(invitationChannels)
export type InvitationChannel = z.infer<typeof invitationChannel>

/** `accepted`: the person has a password of their own and no invitation is open. */
export const invitationStates = ['not-invited', 'invited', 'expired', 'accepted'] as const
export const invitationState = z.enum(invitationStates)
export type InvitationState = z.infer<typeof invitationState>

/** How the mail of an invitation stands: sent, waiting for the server, given up and why. */
export const mailState = z.enum(['waiting', 'sent', 'failed', 'cancelled'])
export const mailReason = z.enum(['off', 'unreachable', 'sign-in-refused', 'address-refused', 'refused'])
