import { problems, type ExportKind, type ExportOrder, type ExportOrderOf, type Permission } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import type { FileMaker, FileWork, MadeFile } from '../../platform/file-maker.ts'
import { Problem } from '../../platform/problem.ts'

export type ExportMaker<K extends ExportKind> = FileMaker<ExportOrderOf<K>>
export type ExportMakers = { [K in ExportKind]: ExportMaker<K> }

/** What is made in a moment does not wait behind what takes minutes: each pace has a worker of its own. */
export const exportPaces = ['quick', 'long'] as const
export type ExportPace = (typeof exportPaces)[number]
/** Of archives of files their size decides, where their maker looks at it. */
const paces: Record<ExportKind, ExportPace> = {
  'campaign-documents': 'long',
  document: 'long',
  'file-archive': 'long',
  'evidence-archive': 'long',
  'sent-package': 'long',
  'report-file': 'quick',
  'delivery-list': 'quick',
  'people-list': 'quick',
  'unit-list': 'quick',
  'evidence-register': 'quick',
  'training-attendees': 'quick',
  'training-units': 'quick',
}

/** What whoever asks must be permitted, before the maker says which things are theirs to see. */
const needed: Record<ExportKind, Permission> = {
  'campaign-documents': 'submission.read',
  document: 'submission.read',
  'file-archive': 'submission.read',
  'evidence-archive': 'submission.read',
  'sent-package': 'submission.read',
  'report-file': 'report.read',
  'delivery-list': 'campaign.read',
  'people-list': 'person.read',
  'unit-list': 'unit.read',
  'evidence-register': 'submission.read',
  'training-attendees': 'training.read',
  'training-units': 'training.read',
}

/** The maker of an order, with the order it was asked for. */
export type OrderedMaker = {
  titleOf: (actor: Actor) => Promise<string>
  paceOf: (actor: Actor) => Promise<ExportPace>
  make: (actor: Actor, work: FileWork) => Promise<MadeFile>
}

/** Each order goes to the maker of its own kind only, so that the compiler sees that it does. */
const ordered = <K extends ExportKind>(makers: ExportMakers, order: { kind: K } & ExportOrderOf<K>): OrderedMaker => {
  const maker: ExportMaker<K> = makers[order.kind]
  const require = (actor: Actor) => {
    if (!may(actor, needed[order.kind])) throw new Problem('access.denied')
  }
  return {
    titleOf: async (actor) => {
      require(actor)
      return maker.titleOf(actor, order)
    },
    paceOf: async (actor) =>
      maker.isLong ? ((await maker.isLong(actor, order)) ? 'long' : 'quick') : paces[order.kind],
    make: async (actor, work) => {
      require(actor)
      return maker.make(actor, order, work)
    },
  }
}
/** Whether it was refused because it is gone, hidden or not permitted. */
export const isHidden = (error: unknown): boolean =>
  error instanceof Problem && [403, 404].includes(problems[error.code].status)

export const makerOf = (makers: ExportMakers, order: ExportOrder): OrderedMaker => ordered(makers, order)
