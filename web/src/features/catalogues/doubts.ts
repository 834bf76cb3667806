import { doubtsOfSet, findLine, type IndicatorSetDefinition } from '@thuoc/shared'

/** What has to be compared with the signed text: where, what stands there, and what is not certain of it. */
export type Doubt = { place: string; code: string | null; title: string; text: string }

/** Every doubt of a set with the title of what it is about; of the level rule that of the set (`level/0`). */
export const doubtsOf = (set: IndicatorSetDefinition): Doubt[] =>
  doubtsOfSet(set).map(({ place, text }) => {
    const line = findLine(set, place)?.criterion
    return { place, code: line?.code ?? null, title: line?.title ?? set.title, text }
  })

/** The title of what a settled doubt was about. */
export const titleAt = (set: IndicatorSetDefinition, place: string): string =>
  findLine(set, place)?.criterion.title ?? ''
