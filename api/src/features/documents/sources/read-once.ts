import type { SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../../platform/actor.ts'
import type { OfFile, SourcePorts } from './ports.ts'

/** Of one actor, who is built anew with each request, the last thing that was read is kept; not that it could not be. */
function once<T>(read: OfFile<T>): OfFile<T> {
  const last = new WeakMap<Actor, { id: SubmissionId; found: Promise<T> }>()
  return (actor, id) => {
    const known = last.get(actor)
    if (known?.id === id) return known.found
    const found = read(actor, id)
    last.set(actor, { id, found })
    found.catch(() => last.get(actor)?.found === found && last.delete(actor))
    return found
  }
}

/** Many kinds are gathered from the same file: whoever asks for all of them has it read once. */
export const readingOnce = (services: SourcePorts): SourcePorts => ({
  ...services,
  submissions: {
    ...services.submissions,
    get: once(services.submissions.get),
    getForm: once(services.submissions.getForm),
  },
  councils: { get: once(services.councils.get) },
  minutes: { ...services.minutes, list: once(services.minutes.list) },
  requests: { get: once(services.requests.get) },
  seals: { sent: once(services.seals.sent) },
})
