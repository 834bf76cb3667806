import { emptyAnswer } from '@thuoc/shared'
import { z } from 'zod'
import { answered, answeredText } from './client.ts'
import type { Slot } from './measure.ts'
import type { Read } from './paths.ts'
import type { Send } from './ready.ts'
import type { Service } from './service.ts'

/** What we answer to each path. */
export const repliesTo = async (ours: Service, { calls }: Read) => {
  const replies: [string, unknown][] = []
  for (const call of calls) replies.push([call.path, JSON.parse(await answeredText(ours, call))])
  return replies
}

/** The floor answers with the same bytes; without this it might do less than is asked of us. @throws Error where not */
export async function sameBytes(
  floor: Service,
  { name, calls }: Read,
  replies: readonly (readonly [string, unknown])[],
) {
  for (const [at, call] of calls.entries()) {
    const [theirs, ours] = [await answeredText(floor, { ...call, token: '' }), JSON.stringify(replies[at]?.[1])]
    if (theirs !== ours) throw new Error(`${name}: the floor says something else\n${apart(theirs, ours)}`)
  }
}

/** Saves a line once, to see what a reply looks like. */
export async function sampleOf(ours: Service, { path, token, version, maximum }: Slot) {
  const body = { version, answer: { ...emptyAnswer, score: maximum } }
  return answered(ours, { method: 'PUT', path, token, body }, z.unknown())
}

/** Sends a file once, to see what a reply looks like. */
export async function sentSampleOf(ours: Service, { path, token, version }: Send) {
  const body = { action: 'submit', version, reason: null }
  return answered(ours, { method: 'POST', path, token, body }, z.unknown())
}

/** Where two texts part, with what follows in each. */
function apart(one: string, other: string): string {
  let at = 0
  while (one[at] === other[at]) at += 1
  return [one, other].map((text) => text.slice(Math.max(0, at - 60), at + 120)).join('\n')
}
