import { LogController, type FastifyReply, type FastifyRequest } from 'fastify'

/**
 * One line for each request, once it is answered: Fastify writes two with more in them than anybody reads, which cost a
 * sixth of a short answer. Routes that are not to be written down have a `logLevel` of their own.
 */
export class RequestLog extends LogController {
  override incomingRequest() {}

  /** Said by the line that all have. */
  override routeNotFound() {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply) {
    const { method, url, ip } = request
    const line = { method, url, ip, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime * 10) / 10 }
    if (error) request.log.error({ ...line, err: error }, 'not answered to the end')
    else request.log.info(line, 'answered')
  }
}
