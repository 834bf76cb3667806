import { problemBody, problems, type ProblemBody, type ProblemCode, type ProblemItem } from '@thuoc/shared'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { databaseFault } from './db/faults.ts'

type More = { detail?: string; errors?: ProblemItem[]; retryAfter?: number; cause?: unknown }

/** Thrown anywhere below a route; the error handler turns it into a problem+json reply. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly more: More
  /** @param more `errors` names each fault of several, `retryAfter` is in seconds. */
  constructor(code: ProblemCode, more: More = {}) {
    super(more.detail ?? problems[code].title, { cause: more.cause })
    this.code = code
    this.more = more
  }
}

/** Which refusal a broken database constraint stands for; each feature brings its own. */
export type Constraints = Readonly<Record<string, ProblemCode>>

/** Makes every failure of every route, known or not, answer as `application/problem+json`. */
export function problemReplies(app: FastifyInstance, constraints: Constraints) {
  app.setErrorHandler((error, request, reply) => {
    const body = toBody(error, request.id, constraints)
    if (body.code === 'server.error') request.log.error({ err: error }, 'unhandled')
    // One of very many; the door counts them.
    else if (body.code === 'server.full') request.log.info({ code: body.code }, 'full')
    else if (body.status >= 500) request.log.warn({ err: error }, 'busy')
    else request.log.info({ code: body.code }, 'refused')
    return sendProblem(request, reply, body)
  })
}

/** Answers an address that nothing serves. */
export const answerNotFound = (request: FastifyRequest, reply: FastifyReply) =>
  sendProblem(request, reply, toProblemBody('request.not-found', request.id))

/** Answers what Fastify refuses before there is a route: an address that is no UTF-8. */
export function answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const { statusCode: status = 400, message: detail } = error
  return sendProblem(request, reply, toProblemBody('request.invalid', request.id, { status, detail }))
}

function sendProblem(_request: FastifyRequest, reply: FastifyReply, body: ProblemBody) {
  // A file that was about to be sent and could not be read: what was said of it is not true of the problem.
  for (const name of ['content-disposition', 'content-range', 'accept-ranges']) reply.removeHeader(name)
  if (body.retryAfter !== undefined) reply.header('retry-after', body.retryAfter)
  if (body.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body)
}

function toBody(error: unknown, requestId: string, constraints: Constraints): ProblemBody {
  if (error instanceof Problem) {
    const { detail, errors, retryAfter } = error.more
    return toProblemBody(error.code, requestId, {
      ...(detail !== undefined && { detail }),
      ...(errors && { errors }),
      ...(retryAfter !== undefined && { retryAfter }),
    })
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({ path: issue.instancePath, message: issue.message ?? '' }))
    return toProblemBody('request.invalid', requestId, { errors })
  }
  return fromDatabase(error, requestId, constraints) ?? fromFastify(error, requestId)
}

function fromDatabase(error: unknown, requestId: string, constraints: Constraints): ProblemBody | null {
  const fault = databaseFault(error)
  if (fault === null) return null
  if (fault.kind === 'busy') return toProblemBody('server.busy', requestId, { retryAfter: 2 })
  if (fault.kind === 'unfit') return toProblemBody('request.invalid', requestId, { detail: fault.detail })
  const code = constraints[fault.constraint]
  return code === undefined ? null : toProblemBody(code, requestId)
}

const codeOfStatus: Partial<Record<number, ProblemCode>> = {
  404: 'request.not-found',
  429: 'request.too-many',
  503: 'server.busy',
}

function fromFastify(error: unknown, requestId: string): ProblemBody {
  const { statusCode, message, retryAfter } = asFastifyError(error)
  const code = statusCode === undefined ? undefined : codeOfStatus[statusCode]
  if (code !== undefined) return toProblemBody(code, requestId, { retryAfter: retryAfter ?? 5 })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return toProblemBody('request.invalid', requestId, { status: statusCode, detail: message })
  return toProblemBody('server.error', requestId)
}

type Refusal = Partial<Pick<FastifyError, 'statusCode' | 'message'>> & { retryAfter?: number }
const asFastifyError = (error: unknown): Refusal => (error instanceof Error ? error : {})

/** What a busy server answers before it has looked at the request at all. */
export const problemText = (code: ProblemCode, requestId: string, retryAfter: number) =>
  JSON.stringify(toProblemBody(code, requestId, { retryAfter }))

function toProblemBody(code: ProblemCode, requestId: string, more: Partial<ProblemBody> = {}): ProblemBody {
  return { type: `/problems/${code}`, code, ...problems[code], requestId, ...more }
}

const unreadable = (why: string) => ({
  description: `\`request.invalid\`: ${why}`,
  content: { 'application/problem+json': { schema: problemBody } },
})
/** What every route with a body can refuse before it looks at it; `status` in the problem says which. */
export const unreadableResponses = {
  413: unreadable('The body is larger than 1 MiB'),
  415: unreadable('The body is no application/json'),
}

/** The refusals of a route for its OpenAPI `response`, so that the document names each code that can come back. */
export function refusalResponses(codes: readonly ProblemCode[]) {
  const byStatus = Object.groupBy(codes, (code) => problems[code].status)
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, those = []]) => [
      status,
      {
        description: those.map((code) => `\`${code}\`: ${problems[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: problemBody } },
      },
    ]),
  )
}
