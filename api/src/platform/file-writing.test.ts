import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writingTo, type Writable } from './file-writing.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'thuoc-writing-'))))
afterAll(() => rm(folder, { recursive: true }))

/** 40 MB in chunks of all sizes: beyond what is written at once, and beyond what is made durable on the way. */
const chunks = Array.from({ length: 1200 }, (_, at) => randomBytes(1 + ((at * 7919) % 67_000)))
const whole = Buffer.concat(chunks)

async function withFile<T>(name: string, work: (path: string, handle: Awaited<ReturnType<typeof open>>) => Promise<T>) {
  const path = join(folder, name)
  const handle = await open(path, 'a')
  return await work(path, handle).finally(() => handle.close())
}

describe('what is written as it comes', () => {
  it('is in the file as it came, behind what lay there, and so is its hash', () =>
    withFile('order', async (path, handle) => {
      await handle.write('Trước: ')
      const hash = createHash('sha256')
      const writing = writingTo(handle, { hash, keep: true })
      for (const chunk of chunks) await writing.add(chunk)
      await writing.end()
      expect((await readFile(path)).equals(Buffer.concat([Buffer.from('Trước: '), whole]))).toBe(true)
      expect(hash.digest('hex')).toBe(createHash('sha256').update(whole).digest('hex'))
    }))

  it('is whole where the disk takes a part of what it is given', () =>
    withFile('parts', async (path, handle) => {
      const meagre: Writable = {
        writev: ([first = Buffer.alloc(0)]) => handle.writev([first.subarray(0, 1 + first.length / 3)]),
        datasync: () => handle.datasync(),
        sync: () => handle.sync(),
      }
      const some = chunks.slice(0, 60)
      const writing = writingTo(meagre, { hash: null, keep: true })
      for (const chunk of some) await writing.add(chunk)
      await writing.end()
      expect((await readFile(path)).equals(Buffer.concat(some))).toBe(true)
    }))

  it('lies on the disk soon where the line is slow: what a killed process had is not lost', () =>
    withFile('slow', async (path, handle) => {
      const writing = writingTo(handle, { hash: null, keep: true })
      await writing.add(Buffer.from('ít'))
      await expect.poll(async () => (await stat(path)).size).toBe(Buffer.byteLength('ít'))
      await writing.end()
    }))

  it('stops at what the disk refuses, tells it, and writes nothing behind the gap', () =>
    withFile('full', async (path, handle) => {
      let calls = 0
      const failing: Writable = {
        writev: (buffers) => ((calls += 1) === 2 ? Promise.reject(new Error('no room')) : handle.writev(buffers)),
        datasync: () => handle.datasync(),
        sync: () => handle.sync(),
      }
      const writing = writingTo(failing, { hash: null, keep: true })
      const sent = (async () => {
        for (const chunk of chunks) await writing.add(chunk)
        await writing.end()
      })()
      await expect(sent).rejects.toThrow('no room')
      await writing.stop()
      const written = await readFile(path)
      expect(whole.subarray(0, written.length).equals(written)).toBe(true)
      expect(calls).toBe(2)
    }))

  it('is not called durable when the disk said on the way that it is not', () =>
    withFile('torn', async (_path, handle) => {
      const failing: Writable = {
        writev: (buffers) => handle.writev(buffers),
        datasync: () => Promise.reject(new Error('torn')),
        sync: () => handle.sync(),
      }
      const writing = writingTo(failing, { hash: null, keep: true })
      for (const chunk of chunks) await writing.add(chunk)
      await expect(writing.end()).rejects.toThrow('torn')
    }))

  it('gives back the memory of chunks that nobody keeps, and leaves alone those that are part of more', () =>
    withFile('memory', async (path, handle) => {
      const [own, shared] = [new Uint8Array(2_000_000).fill(1), new Uint8Array(2_000_000).fill(2)]
      const writing = writingTo(handle, { hash: null, keep: false })
      await writing.add(Buffer.from(own.buffer))
      await writing.add(Buffer.from(shared.buffer, 0, 1_000_000))
      await writing.end()
      expect([own.byteLength, shared.byteLength]).toEqual([0, 2_000_000])
      expect((await stat(path)).size).toBe(3_000_000)
    }))
})
