import type { Readable } from 'node:stream'
import type { ExportKind, ExportOrder, ExportOrderOf } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'

/** What a worker gives to whoever makes a file. */
export type ExportWork = {
  /** Says how far it is. @throws the abort of `signal` where nobody wants it any more */
  progress: (done: number, total: number) => Promise<void>
  signal: AbortSignal
  /** The moment of which it tells, where it tells of a moment. */
  askedAt: Date
}
/** Says how far it is with every row. */
export const rowsTold = ({ progress }: Pick<ExportWork, 'progress'>, total: number) => {
  let done = 0
  return async () => {
    done += 1
    // Wide tables come in parts: their rows are written more than once.
    if (done <= total) await progress(done, total)
  }
}
/** A file that is written while it is read. */
export type MadeFile = { name: string; mediaType: string; content: Readable }

/**
 * One sort of export. It is asked as the person who ordered it, with the rights of that moment, when it is ordered and
 * again when it is made. It may be made twice, when a worker dies: that must not matter.
 */
export type ExportMaker<K extends ExportKind> = {
  /** What it is made from, as the list of exports calls it. @throws Problem where it is not the actor’s to have */
  titleOf: (actor: Actor, order: ExportOrderOf<K>) => Promise<string>
  make: (actor: Actor, order: ExportOrderOf<K>, work: ExportWork) => Promise<MadeFile>
}
export type ExportMakers = { [K in ExportKind]: ExportMaker<K> }

/** The maker of an order, with the order it was asked for. */
export type OrderedMaker = {
  titleOf: (actor: Actor) => Promise<string>
  make: (actor: Actor, work: ExportWork) => Promise<MadeFile>
}
const ordered = <K extends ExportKind>(maker: ExportMaker<K>, order: ExportOrderOf<K>): OrderedMaker => ({
  titleOf: (actor) => maker.titleOf(actor, order),
  make: (actor, work) => maker.make(actor, order, work),
})

/** Each order goes to the maker of its own kind only, one line a kind, so that the compiler sees that it does. */
export function makerOf(makers: ExportMakers, order: ExportOrder): OrderedMaker {
  switch (order.kind) {
    case 'campaign-documents':
      return ordered(makers[order.kind], order)
    case 'document':
      return ordered(makers[order.kind], order)
    case 'file-archive':
      return ordered(makers[order.kind], order)
    case 'report-file':
      return ordered(makers[order.kind], order)
    case 'delivery-list':
      return ordered(makers[order.kind], order)
  }
}
