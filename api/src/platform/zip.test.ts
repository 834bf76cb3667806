import { Readable } from 'node:stream'
import { expect, it, vi } from 'vitest'
import { zipOf } from './zip.ts'

const at = new Date('2026-11-22T00:00:00Z')
const endless = (seen: Readable[]) => () => {
  const source = new Readable({
    read() {
      this.push(Buffer.alloc(64 * 1024))
    },
  })
  seen.push(source)
  return source
}

it('who goes away in the middle ends the reading of the file that is open, and no other is opened', async () => {
  const seen: Readable[] = []
  const zip = zipOf([
    { name: 'một', at, content: endless(seen) },
    { name: 'hai', at, content: endless(seen) },
  ])
  let size = 0
  for await (const chunk of zip) {
    size += Buffer.isBuffer(chunk) ? chunk.length : 0
    if (size > 1024 * 1024) break
  }
  await vi.waitFor(() => expect(seen.map(({ destroyed }) => destroyed)).toEqual([true]))
})

it('a file that cannot be read breaks the archive off', async () => {
  const broken = () =>
    new Readable({
      read() {
        this.destroy(new Error('The disk is gone'))
      },
    })
  const whole = { name: 'trước', at, content: Buffer.from('x') }
  await expect(zipOf([whole, { name: 'hỏng', at, content: broken }]).toArray()).rejects.toThrow('The disk is gone')
})
