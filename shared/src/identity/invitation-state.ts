import { z } from 'zod'

/** A link in a mail, or a code on a slip of paper. */
export const invitationChannels = ['mail', 'slip'] as const
export const invitationChannel = z.enum(invitationChannels)
export type InvitationChannel = z.infer<typeof invitationChannel>

/** `accepted`: the person has a password of their own and no invitation is open. */
export const invitationStates = ['not-invited', 'invited', 'expired', 'accepted'] as const
export const invitationState = z.enum(invitationStates)
export type InvitationState = z.infer<typeof invitationState>

/**
 * How a mail stands: sent, waiting for the server or with it, given up and why. `unanswered`: handed over, and nobody
 * heard whether it was taken; it may have arrived, so it is not sent again by itself.
 */
export const mailState = z.enum(['waiting', 'sending', 'sent', 'unanswered', 'failed', 'cancelled'])
export const mailReason = z.enum(['off', 'unreachable', 'sign-in-refused', 'address-refused', 'refused', 'no-answer'])
