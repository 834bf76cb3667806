import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { NetworkProblem } from '../../platform/api/client.ts'
import { useUploads } from './useUploads.ts'

type Way = { name: string; done: () => void; lose: () => void; progress: (share: number) => void }

function stage() {
  const ways: Way[] = []
  const scope = effectScope()
  const uploads = scope.run(() =>
    useUploads(
      (_criterion, file, { onProgress, signal }) =>
        new Promise<void>((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
          ways.push({
            name: file.name,
            done: resolve,
            lose: () => reject(new NetworkProblem()),
            progress: onProgress,
          })
        }),
    ),
  )
  if (!uploads) throw new Error('The scope was stopped')
  return { ...uploads, ways, scope }
}
const file = (name: string) => new File(['x'], name)

describe('uploads of evidence', () => {
  it('go two at a time, the next when one is through', async () => {
    const { add, ways, uploads } = stage()
    add('1.1', [file('a'), file('b'), file('c')])
    expect(ways.map(({ name }) => name)).toEqual(['a', 'b'])
    ways[0]?.done()
    await flushPromises()
    expect(ways.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(uploads.map(({ file: { name } }) => name)).toEqual(['b', 'c'])
  })

  it('tell how far they are', () => {
    const { add, ways, uploads } = stage()
    add('1.1', [file('a')])
    ways[0]?.progress(0.4)
    expect(uploads[0]).toMatchObject({ share: 0.4, state: 'sending' })
  })

  it('stay in the list with the reason when they fail, and can be sent again', async () => {
    const { add, ways, uploads, retry } = stage()
    add('1.1', [file('a')])
    ways[0]?.lose()
    await flushPromises()
    expect(uploads[0]?.state).toBe('failed')
    retry(uploads[0]?.id ?? 0)
    ways[1]?.done()
    await flushPromises()
    expect(uploads).toHaveLength(0)
  })

  it('are sent again by themselves when the connection is back', async () => {
    const { add, ways } = stage()
    add('1.1', [file('a')])
    ways[0]?.lose()
    await flushPromises()
    window.dispatchEvent(new Event('online'))
    expect(ways).toHaveLength(2)
  })

  it('can be stopped', async () => {
    const { add, uploads, cancel } = stage()
    add('1.1', [file('a')])
    cancel(uploads[0]?.id ?? 0)
    await flushPromises()
    expect(uploads).toHaveLength(0)
  })
})
