import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { goingAhead } from './access.ts'
import type { Actor, Identified } from './actor.ts'
import { Problem } from './problem.ts'

const somebody = (name: string): Identified => ({ caller: null, actor: { name } as Actor })

/** Served once for a token that stood for `before`: who was served, in order, and what came of it. */
async function ask(
  before: Identified,
  verified: Promise<Identified | null>,
  serve: (name: string) => Promise<string> = async (name) => name,
) {
  const served: string[] = []
  const request = { identified: before, verified } as FastifyRequest
  const reply = await goingAhead(request, 'acting', (identified) => {
    const name = identified?.actor?.name ?? ''
    served.push(name)
    return serve(name)
  }).catch((error: unknown) => error)
  return { served, reply, identified: request.identified }
}

describe('what was begun before it is known again who asks', () => {
  const before = somebody('before')
  const now = somebody('now')

  it('is the answer where the same one asks', async () => {
    expect(await ask(before, Promise.resolve(before))).toMatchObject({ served: ['before'], reply: 'before' })
  })

  it('is thrown away where the token stands for somebody else by now, who is served instead', async () => {
    const reply = await ask(before, Promise.resolve(now))
    expect(reply).toMatchObject({ served: ['before', 'now'], reply: 'now' })
    expect(reply.identified).toBe(now)
  })

  it('is thrown away where it stands for nobody, who has asked with too little or may not any more', async () => {
    const nobody = await ask(before, Promise.resolve(null))
    expect(nobody).toMatchObject({ served: ['before'], reply: { code: 'session.required' } })
    const nowhere = await ask(before, Promise.resolve({ caller: null, actor: null }))
    expect(nowhere).toMatchObject({ served: ['before'], reply: { code: 'session.membership-required' } })
  })

  it('does not go out before that is known, however long it takes', async () => {
    let tell = (_: Identified | null) => {}
    const verified = new Promise<Identified | null>((resolve) => (tell = resolve))
    let isOut = false
    const asked = ask(before, verified).finally(() => (isOut = true))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isOut).toBe(false)
    tell(before)
    expect(await asked).toMatchObject({ reply: 'before' })
  })

  it('tells its own refusal to the same one only', async () => {
    const refuse = async (name: string) => {
      if (name === 'before') throw new Problem('submission.not-found')
      return name
    }
    expect(await ask(before, Promise.resolve(before), refuse)).toMatchObject({
      reply: { code: 'submission.not-found' },
    })
    expect(await ask(before, Promise.resolve(now), refuse)).toMatchObject({ reply: 'now' })
    expect(await ask(before, Promise.resolve(null), refuse)).toMatchObject({ reply: { code: 'session.required' } })
  })

  it('is not told where it cannot be found out who asks', async () => {
    expect(await ask(before, Promise.reject(new Error('gone')))).toMatchObject({ reply: { message: 'gone' } })
  })
})
