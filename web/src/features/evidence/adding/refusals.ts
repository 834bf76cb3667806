import { isPassing, isProblem } from '../../../platform/problem.ts'

/** Why a file does not get to the server although the line is good; each has its sentence. */
export type Reason =
  | 'empty'
  | 'too-large'
  | 'storage-full'
  | 'type-refused'
  | 'picture-broken'
  | 'infected'
  | 'unreadable'
  | 'forgotten'
  | 'elsewhere'

/** What we know before a byte is sent, or what only this machine can know. */
export class NotSent extends Error {
  readonly reason: Reason
  constructor(reason: Reason, cause?: unknown) {
    super(reason, { cause })
    this.name = 'NotSent'
    this.reason = reason
  }
}

/** The reason, whoever found it; null where it is none of these. */
export function reasonOf(error: unknown): Reason | null {
  if (error instanceof NotSent) return error.reason
  if (isProblem(error, 'upload.too-large', 'evidence.too-large')) return 'too-large'
  if (isProblem(error, 'evidence.storage-full')) return 'storage-full'
  if (isProblem(error, 'evidence.type-refused')) return 'type-refused'
  if (isProblem(error, 'evidence.picture-broken')) return 'picture-broken'
  if (isProblem(error, 'evidence.infected')) return 'infected'
  if (isProblem(error, 'upload.not-found')) return 'forgotten'
  return isProblem(error, 'evidence.empty') ? 'empty' : null
}

/** True where sending goes on by itself: no line, a busy server, another connection that is dying. */
export const willPass = (error: unknown): boolean =>
  isPassing(error) || isProblem(error, 'upload.busy') || (error instanceof NotSent && error.reason === 'elsewhere')
