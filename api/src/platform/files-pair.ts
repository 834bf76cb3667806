import { Readable } from 'node:stream'
import { isMissing, type ByteRange, type FileKey, type Files } from './files.ts'

/**
 * Files are kept in `active`; one that lies only in `other` is read from there: so files can be moved from one to the
 * other while people work. What is removed is removed from both.
 */
export function pairOfFiles(active: Files, other: Files): Files {
  async function* read(key: FileKey, range?: ByteRange) {
    try {
      yield* active.read(key, range)
    } catch (error) {
      // That a file is not there is known before its first byte.
      if (!isMissing(error)) throw error
      yield* other.read(key, range)
    }
  }
  return {
    receive: active.receive,
    keep: active.keep,
    discard: active.discard,
    read: (key, range) => Readable.from(read(key, range), { objectMode: false }),
    remove: async (key) => {
      await other.remove(key)
      await active.remove(key)
    },
    sweep: async (before) => (await active.sweep(before)) + (await other.sweep(before)),
  }
}
