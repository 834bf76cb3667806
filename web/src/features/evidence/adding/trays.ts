import type { CriterionCode, Evidence, NewFiles } from '@thuoc/shared'
import { reactive } from 'vue'
import { draftShape, draftOf, presetFromPhoto, type Draft } from './draft.ts'
import type { Queue } from './queue.ts'
import { isTwice, type SentFile } from './sent-file.ts'

/** `each` file a piece of its own, or all of them `together` one piece. */
export type TrayMode = 'each' | 'together'
export type Tray = {
  mode: TrayMode
  /** What is said of the one piece that they make together. */
  draft: Draft
  busy: boolean
  problem: unknown
}

type Ports = {
  queue: Pick<Queue, 'files' | 'leave' | 'measure'>
  handIn: (files: NewFiles) => Promise<Evidence>
  handedIn?: (pieces: Evidence[]) => void
}

/** Files of a line that were sent, on their way to being evidence: one tray for each criterion. */
export function createTrays({ queue, handIn, handedIn }: Ports) {
  const trays = reactive(new Map<CriterionCode, Tray>())

  function of(criterion: CriterionCode): Tray {
    if (!trays.has(criterion)) trays.set(criterion, { mode: 'each', draft: draftOf(''), busy: false, problem: null })
    const tray = trays.get(criterion)
    if (!tray) throw new Error('A map gives back what was put into it')
    return tray
  }

  const filesOf = (criterion: CriterionCode): SentFile[] =>
    queue.files.filter((file) => file.criterion === criterion && file.group === 'line')

  /** Says that what lies in the tray is to be evidence; what is still on its way follows when it is there. */
  function ask(criterion: CriterionCode) {
    for (const file of filesOf(criterion)) if (file.state !== 'failed') file.asked = true
    return proceed(criterion)
  }

  /** Hands in what is asked for and there. */
  async function proceed(criterion: CriterionCode) {
    const tray = of(criterion)
    if (tray.busy) return
    const asked = filesOf(criterion).filter(({ asked }) => asked)
    const batches = tray.mode === 'each' ? asked.map((file) => [file]) : [asked]
    const ready = batches.filter((batch) => batch.length > 0 && batch.every(isReady))
    if (ready.length === 0) return
    Object.assign(tray, { busy: true, problem: null })
    const made: Evidence[] = []
    try {
      for (const batch of ready) made.push(await handInOne(criterion, tray, batch))
    } catch (error) {
      tray.problem = error
      for (const file of asked) file.asked = false
    } finally {
      tray.busy = false
    }
    if (made.length > 0) {
      handedIn?.(made)
      void queue.measure().catch(() => undefined)
    }
    if (tray.problem === null) await proceed(criterion)
  }

  async function handInOne(criterion: CriterionCode, tray: Tray, batch: SentFile[]): Promise<Evidence> {
    const draft = draftShape.parse(tray.mode === 'together' ? tray.draft : batch[0]?.draft)
    const uploads = batch.flatMap(({ id }) => (id ? [id] : []))
    const piece = await handIn({ criterion, uploads, ...draft })
    for (const { key } of batch) queue.leave(key, true)
    if (tray.mode === 'together') Object.assign(tray, { draft: draftOf(''), mode: 'each' })
    return piece
  }

  /** Something has arrived or was taken away. */
  function settle(file: SentFile) {
    const tray = of(file.criterion)
    if (file.arrived) presetFromPhoto(tray.draft, file.arrived.takenOn)
    return proceed(file.criterion)
  }

  return { of, filesOf, ask, settle, proceed }
}

const isReady = (file: SentFile) => file.state === 'arrived' && !isTwice(file)
