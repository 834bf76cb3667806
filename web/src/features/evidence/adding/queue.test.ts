import { campaignUnitId, unitId, uploadId, type NewUpload, type Upload, type UploadId } from '@thuoc/shared'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { ApiProblem, NetworkProblem } from '../../../platform/problem.ts'
import { fingerprintOf } from './fingerprint.ts'
import { reasonOf } from './refusals.ts'
import type { SendOptions } from './sending.ts'
import { uploadsWith } from './useUploads.ts'

const unit = unitId.parse(crypto.randomUUID())
const register = campaignUnitId.parse(crypto.randomUUID())
const file = (name: string, content = 'mười byte') => new File([content], name)
const refused = (code: 'evidence.type-refused' | 'upload.not-found') =>
  new ApiProblem({ type: 'about:blank', title: code, status: 400, code, requestId: '1' })
const arrival = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', size: 11, scan: 'unscanned' as const }

type Way = { id: UploadId; options: SendOptions; arrive: (more?: object) => void; lose: (problem?: Error) => void }

/** A server that takes files in when it is told to; what it knows outlives the page. */
function stage(server = new Map<UploadId, Upload>(), store = new Map<UploadId, File>()) {
  const ways: Way[] = []
  const handed: { uploads: UploadId[]; title?: string | undefined }[] = []
  const cancelled: UploadId[] = []
  const scope = effectScope()
  const sending = {
    list: () =>
      Promise.resolve({ items: [...server.values()].toReversed(), room: { used: 0, limit: 1000, largestFile: 500 } }),
    begin: ({ name, size, purpose = {} }: NewUpload) => {
      const id = uploadId.parse(crypto.randomUUID())
      const upload = { id, name, size, received: 0, purpose, begunAt: '2026-11-22T08:00:00Z', arrived: null }
      server.set(id, upload)
      return Promise.resolve(upload)
    },
    send: (id: UploadId, _source: Blob | null, options: SendOptions) =>
      new Promise<Upload>((resolve, reject) => {
        options.signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
        ways.push({
          ...{ id, options },
          arrive: (more = {}) => {
            const upload = server.get(id)
            if (!upload) throw new Error('Not announced')
            const whole = {
              ...upload,
              received: upload.size,
              arrived: { ...arrival, takenOn: null, sameAs: [], ...more },
            }
            server.set(id, whole)
            resolve(whole)
          },
          lose: (problem = new NetworkProblem()) => reject(problem),
        })
      }),
    cancel: (id: UploadId) => Promise.resolve(void cancelled.push(id)),
  }
  const kept = {
    keep: async (id: UploadId, one: File) => void store.set(id, one),
    find: (id: UploadId) => Promise.resolve(store.get(id) ?? null),
    forget: async (id: UploadId) => void store.delete(id),
    retain: () => Promise.resolve(),
  }
  const uploads = scope.run(() =>
    uploadsWith({
      ...{ sending, kept, unit: () => unit, register: () => register },
      handIn: ({ uploads: ids, title }) => {
        handed.push({ uploads: ids, title })
        return Promise.reject(new NetworkProblem('What comes of it is not looked at here'))
      },
    }),
  )
  if (!uploads) throw new Error('The scope was stopped')
  return { ...uploads, ways, handed, cancelled, scope, server, store }
}
const names = ({ files }: { files: { name: string; state: string }[] }) =>
  files.map(({ name, state }) => `${name} ${state}`)

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())
const soon = async () => {
  for (let turn = 0; turn < 5; turn++) await vi.advanceTimersByTimeAsync(10)
}

describe('files on their way', () => {
  it('go two at a time, the next when one is through', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf'), file('b.pdf'), file('c.pdf')])
    await soon()
    expect(names(desk)).toEqual(['a.pdf sending', 'b.pdf sending', 'c.pdf waiting'])
    desk.ways[0]?.arrive()
    await soon()
    expect(names(desk)).toEqual(['a.pdf arrived', 'b.pdf sending', 'c.pdf sending'])
    expect(desk.pending.value).toBe(3)
  })

  it('wait while they are paused, let another go first, and go on where they stood', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf'), file('b.pdf'), file('c.pdf')])
    await soon()
    desk.ways[0]?.options.onProgress(4)
    desk.pause(1)
    await soon()
    expect(names(desk)).toEqual(['a.pdf paused', 'b.pdf sending', 'c.pdf sending'])
    expect(desk.files[0]?.sent).toBe(4)
    desk.resume(1)
    expect(desk.files[0]?.state).toBe('waiting')
    desk.ways[1]?.arrive()
    await soon()
    expect(desk.ways.map(({ id }) => id)).toEqual([...desk.ways.slice(0, 3).map(({ id }) => id), desk.ways[0]?.id])
  })

  it('go on by themselves after a while, and at once when the browser says that the line is back', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf')])
    await soon()
    desk.ways[0]?.lose()
    await soon()
    expect(names(desk)).toEqual(['a.pdf broken'])
    await vi.advanceTimersByTimeAsync(2000)
    await soon()
    expect(names(desk)).toEqual(['a.pdf sending'])
    desk.ways[1]?.lose()
    await soon()
    window.dispatchEvent(new Event('online'))
    await soon()
    expect(desk.ways).toHaveLength(3)
    expect(new Set(desk.ways.map(({ id }) => id)).size).toBe(1)
  })

  it('stay with the reason when they are refused; the others go on', async () => {
    const desk = stage()
    await desk.bring()
    await desk.add('1.1', [file('rong.pdf', ''), file('lon.pdf', 'x'.repeat(501)), file('la.pdf'), file('a.pdf')])
    await soon()
    desk.ways[0]?.lose(refused('evidence.type-refused'))
    await soon()
    expect(desk.files.map(({ state, error }) => reasonOf(error) ?? state)).toEqual([
      'empty',
      'too-large',
      'type-refused',
      'sending',
    ])
    expect(desk.pending.value).toBe(1)
  })

  it('are refused when the room that is left does not hold them, counting those before them', async () => {
    const desk = stage()
    await desk.bring()
    await desk.add('1.1', [
      file('a.pdf', 'x'.repeat(400)),
      file('b.pdf', 'x'.repeat(400)),
      file('c.pdf', 'x'.repeat(400)),
    ])
    await soon()
    desk.ways[0]?.arrive()
    await soon()
    expect(reasonOf(desk.files[2]?.error)).toBe('storage-full')
    expect(desk.free.value).toBe(200)
  })

  it('are refused and kept from nobody when infected', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf')])
    await soon()
    desk.ways[0]?.arrive({ scan: 'infected' })
    await soon()
    expect(reasonOf(desk.files[0]?.error)).toBe('infected')
  })

  it('are forgotten by the server when they are thrown away', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf')])
    await soon()
    desk.throwAway(1)
    await soon()
    expect([desk.files, desk.cancelled]).toEqual([[], [desk.ways[0]?.id]])
  })
})

describe('after the page was loaded again', () => {
  async function before() {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf'), file('b.pdf')])
    await soon()
    desk.ways[0]?.arrive()
    await soon()
    desk.scope.stop()
    return desk
  }

  it('files that the browser kept go on, and what has arrived is offered', async () => {
    const { server, store } = await before()
    const desk = stage(server, store)
    await desk.bring()
    await soon()
    expect(names(desk)).toEqual(['a.pdf sending', 'b.pdf sending'])
    desk.ways[0]?.arrive()
    await soon()
    expect(names(desk)).toEqual(['a.pdf arrived', 'b.pdf sending'])
    expect(desk.files[0]?.draft.title).toBe('a')
  })

  it('others have to be chosen again: the same, not one that only has its name', async () => {
    const { server } = await before()
    const desk = stage(server)
    await desk.bring()
    await soon()
    expect(names(desk)).toEqual(['a.pdf sending', 'b.pdf missing'])
    const key = desk.files[1]?.key ?? 0
    expect(await desk.chooseAgain(key, file('b.pdf', 'MƯỜI BYTE'))).toBe(false)
    expect(await desk.chooseAgain(key, file('khac.pdf', 'dài hơn nhiều'))).toBe(false)
    expect(await desk.chooseAgain(key, file('b.pdf'))).toBe(true)
    await soon()
    expect(names(desk)[1]).toBe('b.pdf sending')
  })

  it('a file that is dropped again goes on instead of being sent twice', async () => {
    const { server } = await before()
    const desk = stage(server)
    await desk.bring()
    await desk.add('1.1', [file('b.pdf'), file('c.pdf')])
    await soon()
    expect(names(desk).map((one) => one.split(' ')[0])).toEqual(['a.pdf', 'b.pdf', 'c.pdf'])
    expect(server.size).toBe(3)
  })

  it('files of other registers are not shown', async () => {
    const { server, store } = await before()
    for (const upload of server.values()) upload.purpose.campaignUnit = crypto.randomUUID()
    const desk = stage(server, store)
    await desk.bring()
    expect(desk.files).toEqual([])
  })
})

describe('files that are there', () => {
  it('are handed in one by one, each under its title, what is on its way as soon as it is there', async () => {
    const desk = stage()
    await desk.add('1.1', [file('ke_hoach.pdf'), file('b.pdf')])
    await soon()
    desk.ways[0]?.arrive()
    await soon()
    expect(desk.handed).toEqual([])
    await desk.trays.ask('1.1')
    expect(desk.handed).toEqual([{ uploads: [desk.ways[0]?.id], title: 'ke hoach' }])
  })

  it('make one piece when all of them are there, not before', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf'), file('b.pdf')])
    await soon()
    Object.assign(desk.trays.of('1.1'), { mode: 'together', draft: { ...desk.files[0]?.draft, title: 'Hồ sơ' } })
    desk.ways[0]?.arrive()
    await desk.trays.ask('1.1')
    await soon()
    expect(desk.handed).toEqual([])
    desk.ways[1]?.arrive()
    await soon()
    expect(desk.handed).toEqual([{ uploads: desk.ways.map(({ id }) => id), title: 'Hồ sơ' }])
  })

  it('wait for a word where the library holds the same', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf')])
    await soon()
    desk.ways[0]?.arrive({ sameAs: [{ id: crypto.randomUUID(), title: 'Kế hoạch', schoolYear: '2026-2027' }] })
    await desk.trays.ask('1.1')
    await soon()
    expect(desk.handed).toEqual([])
    desk.keepBoth(1)
    await soon()
    expect(desk.handed).toHaveLength(1)
  })

  it('of photographs bring the day they were taken', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.jpg')])
    await soon()
    desk.ways[0]?.arrive({ takenOn: '2026-10-05' })
    await soon()
    expect(desk.files[0]?.draft.about).toMatchObject({ issuedOn: '2026-10-05', documentKind: 'photograph' })
  })

  it('that could not be handed in stay, with the reason', async () => {
    const desk = stage()
    await desk.add('1.1', [file('a.pdf')])
    await soon()
    desk.ways[0]?.arrive()
    await soon()
    await desk.trays.ask('1.1')
    await flushPromises()
    expect(desk.trays.of('1.1').problem).toBeInstanceOf(NetworkProblem)
    expect(names(desk)).toEqual(['a.pdf arrived'])
  })
})

it('a file is known again by what it holds at its beginning, middle and end', async () => {
  const big = new Uint8Array(300_000).fill(7)
  const other = big.slice()
  other[150_000] = 8
  const prints = await Promise.all([big, big.slice(), other].map((bytes) => fingerprintOf(new Blob([bytes]))))
  expect(prints[0]).toBe(prints[1])
  expect(prints[0]).not.toBe(prints[2])
})
