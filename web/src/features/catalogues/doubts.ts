import { findLine, linesOf, type IndicatorSetDefinition } from '@thuoc/shared'

/** What has to be compared with the signed text: where, what stands there, and what is not certain of it. */
export type Doubt = { place: string; code: string | null; title: string; text: string }

/** Every doubt of a set in the order of its text, those of the level rule first (`level/0`). */
export function doubtsOf(set: IndicatorSetDefinition): Doubt[] {
  return [
    ...(set.doubts ?? []).map((text, at) => ({ place: `level/${at}`, code: null, title: set.title, text })),
    ...linesOf(set).flatMap(({ criterion: { code, title, doubt } }) =>
      doubt ? [{ place: code, code, title, text: doubt }] : [],
    ),
  ]
}

/** The title of what a settled doubt was about. */
export const titleAt = (set: IndicatorSetDefinition, place: string): string =>
  findLine(set, place)?.criterion.title ?? ''
