import {
  goesOnAfterClosing,
  permissionsOf,
  role,
  submissionActions,
  submissionStatuses,
  transitions,
  turnOf,
  type Procedure,
} from '@thuoc/shared'
import { moverOf } from '../submissions/index.ts'

/** Read from the tables by which moves are made, so it cannot say anything else. */
export const theProcedure: Procedure = {
  states: submissionStatuses.map((status) => ({ status, turn: turnOf[status] })),
  moves: submissionActions.map((action) => {
    const { permission, tie, people } = moverOf(action)
    const { from, to, way, reason } = transitions[action]
    return {
      ...{ action, to, way, reason, permission, by: tie },
      from: [...from],
      afterClosing: goesOnAfterClosing(action),
      roles: role.options.filter((one) => permissionsOf[one].includes(permission)),
      people: people ?? false,
    }
  }),
}
