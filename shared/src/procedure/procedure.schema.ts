import { z } from 'zod'
import { permission } from '../identity/permission.ts'
import { role } from '../identity/role.ts'
import { submissionAction, submissionStatus } from '../submissions/submission.workflow.ts'

/** Whose hands a file is in. */
export const procedureTurn = z.enum(['school', 'head', 'managing-body', 'team', 'leader', 'nobody'])
export type ProcedureTurn = z.infer<typeof procedureTurn>

const state = z.object({ status: submissionStatus, turn: procedureTurn })

const procedureMove = z.object({
  action: submissionAction,
  from: z.array(submissionStatus),
  to: z.union([submissionStatus, z.literal('same')]).describe('same: the file stays where it stands'),
  way: z
    .enum(['on', 'back', 'aside'])
    .describe('on: towards the published result; back: undone or mended; aside: neither'),
  reason: z.enum(['required', 'optional']),
  afterClosing: z.boolean().describe('Made also when the campaign has ended'),
  permission,
  by: z
    .enum(['school', 'assessor', 'team', 'team-head'])
    .describe('Of which unit, or of the team: the school, the unit that assesses it, its team, the head of it'),
  roles: z.array(role).describe('Who holds the permission by their role; on a team everybody does'),
  people: z.boolean().describe('Never made with an API key'),
})
export type ProcedureMove = z.infer<typeof procedureMove>

/** The table that the server obeys: what may follow what, whose turn it is, and who makes which move. */
export const procedure = z.object({ states: z.array(state), moves: z.array(procedureMove) }).meta({ id: 'Procedure' })
export type Procedure = z.infer<typeof procedure>
