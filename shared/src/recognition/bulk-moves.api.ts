import { endpoint } from '../endpoint.ts'
import { bulkMove, bulkReport } from './bulk-move.schema.ts'

export const moveSubmissions = endpoint({
  name: 'moveSubmissions',
  method: 'POST',
  path: '/submission-moves',
  summary: 'Makes one move on many files; each is done or says why not, and none holds up the others',
  access: 'submission.read',
  body: bulkMove,
  reply: bulkReport,
  refusals: [
    'bulk-move.key-used',
    'access.denied',
    'nomination.not-found',
    'nomination.wrong-state',
    'decision.number-taken',
    'decision.in-the-future',
    'decision.before-its-cause',
  ],
})
