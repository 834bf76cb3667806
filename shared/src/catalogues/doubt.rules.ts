import type { IndicatorSetDefinition } from './indicator-set.schema.ts'
import { linesOf } from './outline.rules.ts'

/** Something that has to be compared with the signed text, and where: a criterion, or `level/0` of the level rule. */
export type SetDoubt = { place: string; text: string }

/** Every doubt of a set: those of the level rule first, then those of the criteria in the order of the text. */
export const doubtsOfSet = (set: IndicatorSetDefinition): SetDoubt[] => [
  ...(set.doubts ?? []).map((text, at) => ({ place: `level/${at}`, text })),
  ...linesOf(set).flatMap(({ criterion: { code, doubt } }) => (doubt ? [{ place: code, text: doubt }] : [])),
]
