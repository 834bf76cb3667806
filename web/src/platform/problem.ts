import type { ProblemBody, ProblemCode } from '@thuoc/shared'

/** What the API refused, as the interface handles it: `code` picks the translated sentence. */
export class ApiProblem extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.title)
    this.name = 'ApiProblem'
    this.body = body
  }
  get code(): ProblemCode {
    return this.body.code
  }
  /** Number of the request, for whoever is asked to help. */
  get requestId(): string {
    return this.body.requestId
  }
  get errors() {
    return this.body.errors ?? []
  }
  /** Seconds to wait, where waiting helps. */
  get retryAfter(): number | null {
    return this.body.retryAfter ?? null
  }
}

/** No answer, or one that our API did not write (a proxy's page): nothing is known about what was sent. */
export class NetworkProblem extends Error {
  constructor(cause?: unknown) {
    super('No usable answer from the server', { cause })
    this.name = 'NetworkProblem'
  }
}

/** True for the refusal with this code. */
export const isProblem = (error: unknown, ...codes: ProblemCode[]): error is ApiProblem =>
  error instanceof ApiProblem && codes.includes(error.code)

/** True where trying the same again later can help: no connection, busy, or too many at once. */
export const isPassing = (error: unknown): boolean =>
  error instanceof NetworkProblem ||
  isProblem(error, 'server.busy', 'server.full', 'server.storage-unavailable', 'request.too-many', 'server.error')
