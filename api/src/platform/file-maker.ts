import type { Readable } from 'node:stream'
import type { Actor } from './actor.ts'

/** What a worker gives to whoever makes a file. */
export type FileWork = {
  /** Says how far it is. @throws the abort of `signal` where nobody wants it any more */
  progress: (done: number, total: number) => Promise<void>
  signal: AbortSignal
  /** The moment of which it tells, where it tells of a moment. */
  askedAt: Date
}

/** Says how far it is with every row, or with every file. */
export const eachTold = ({ progress }: Pick<FileWork, 'progress'>, total: number) => {
  let done = 0
  return async () => {
    done += 1
    // Wide tables come in parts: their rows are written more than once.
    if (done <= total) await progress(done, total)
  }
}

/** Whether an archive takes minutes to gather, and not a moment. */
export const isLargeArchive = ({ files, bytes }: { files: number; bytes: number }) =>
  files > 500 || bytes > 64 * 1024 * 1024

/** A file that is written while it is read. */
export type MadeFile = { name: string; mediaType: string; content: Readable }

/**
 * Makes a file behind the screen. It is asked as the person who ordered it, with the rights of that moment, when it is
 * ordered and again when it is made. It may be made twice, when a worker dies: that must not matter.
 */
export type FileMaker<Order> = {
  /** What it is made from, as the list of exports calls it. @throws Problem where it is not the actor’s to have */
  titleOf: (actor: Actor, order: Order) => Promise<string>
  make: (actor: Actor, order: Order, work: FileWork) => Promise<MadeFile>
  /** Whether it takes minutes, where that depends on how much there is. Left out: as its kind says. */
  isLong?: (actor: Actor, order: Order) => Promise<boolean>
}
