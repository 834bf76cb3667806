import type { FileHandle } from 'node:fs/promises'

/** A picture whose parts do not fit together: nobody can tell what in it would be private. */
export class BrokenPicture extends Error {}

const window = 256 * 1024

/** Reads a file here and there without holding more than one window of it. */
export type Source = {
  size: number
  /** `length` bytes from `at`. @throws BrokenPicture when the file ends before */
  read: (at: number, length: number) => Promise<Buffer>
  /** Where `byte` next stands at or behind `at`; the size of the file if nowhere. */
  find: (byte: number, at: number) => Promise<number>
}

export async function sourceOf(handle: FileHandle): Promise<Source> {
  const { size } = await handle.stat()
  const held = Buffer.alloc(window)
  let [from, to] = [0, 0]

  async function load(at: number) {
    const { bytesRead } = await handle.read(held, 0, window, at)
    ;[from, to] = [at, at + bytesRead]
  }

  async function read(at: number, length: number) {
    if (at < 0 || length < 0 || length > 64 * 1024 * 1024 || at + length > size) throw new BrokenPicture('Torn')
    if (length > window) return readFar(at, length)
    if (at < from || at + length > to) await load(at)
    if (at + length > to) throw new BrokenPicture('Torn')
    // A copy: the window moves on.
    return Buffer.from(held.subarray(at - from, at - from + length))
  }

  async function readFar(at: number, length: number) {
    const far = Buffer.alloc(length)
    const { bytesRead } = await handle.read(far, 0, length, at)
    if (bytesRead < length) throw new BrokenPicture('Torn')
    return far
  }

  async function find(byte: number, at: number) {
    for (let next = at; next < size; next = to) {
      if (next < from || next >= to) await load(next)
      if (to <= next) break
      const found = held.subarray(0, to - from).indexOf(byte, next - from)
      if (found >= 0) return from + found
    }
    return size
  }

  return { size, read, find }
}
