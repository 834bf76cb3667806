import type { CriterionCode, Upload, UploadId } from '@thuoc/shared'
import { draftOf, type Draft } from './draft.ts'

/**
 * `waiting` for its turn; `broken` off and trying again by itself; `missing`: the file has to be chosen again;
 * `failed`: refused, with the reason; `arrived`, not handed in yet.
 */
export type SentState = 'waiting' | 'sending' | 'paused' | 'broken' | 'missing' | 'failed' | 'arrived'

/** One file on its way to the library. */
export type SentFile = {
  key: number
  id: UploadId | null
  criterion: CriterionCode
  /** Which part of the screen looks after it: the line, or a form with files of its own. */
  group: string
  name: string
  size: number
  /** What tells the same file again when it has to be chosen a second time. */
  print: string | null
  /** Bytes that have left this machine. */
  sent: number
  /** Seconds; null where nothing sensible can be said. */
  left: number | null
  state: SentState
  error: unknown
  arrived: Upload['arrived']
  /** What it will be called once it is evidence, and what is said of it. */
  draft: Draft
  /** To be handed in as soon as it is there. */
  asked: boolean
  /** The person has seen that the library holds the same content, and wants this one as well. */
  keepBoth: boolean
}

export const newSentFile = (
  given: Pick<SentFile, 'key' | 'criterion' | 'name' | 'size'> & Partial<SentFile>,
): SentFile => ({
  ...{ id: null, group: 'line', print: null, sent: 0, left: null, state: 'waiting', error: null, arrived: null },
  ...{ draft: draftOf(given.name), asked: false, keepBoth: false },
  ...given,
})

/** True while it may still arrive by itself. */
export const isUnderWay = ({ state }: SentFile) => state === 'waiting' || state === 'sending' || state === 'broken'

/** True where the person has to say first what is to be done about the same content in the library. */
export const isTwice = ({ arrived, keepBoth }: SentFile) => !keepBoth && (arrived?.sameAs.length ?? 0) > 0
