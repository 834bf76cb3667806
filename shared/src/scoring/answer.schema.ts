import { z } from 'zod'
import { largestFigure, mostItems } from '../catalogues/criterion.schema.ts'
import { decimal } from '../decimal.ts'

const position = z
  .int()
  .min(0)
  .max(mostItems - 1)
const figure = z.int().min(0).max(largestFigure).nullable()

/**
 * What one side (self or external) says about one line. Which parts are used depends on the kind of criterion;
 * the others stay null. A heading (sum) has only `fields` and `note`.
 */
export const answer = z
  .object({
    met: z.boolean().nullable().describe('condition: met or not'),
    score: decimal.nullable().describe('points, and count or ratio whose figures only suggest a score'),
    count: figure.describe('count'),
    numerator: figure.describe('ratio: the part'),
    denominator: figure.describe('ratio: the whole'),
    choice: position.nullable().describe('choice: position in the list, from 0'),
    items: z.array(position).max(mostItems).nullable().describe('checklist: positions of what is there, from 0'),
    fields: z.record(z.string().max(40), z.string().max(1000)).describe('extra fields by key'),
    note: z.string().max(5000),
  })
  .meta({ id: 'Answer' })
export type Answer = z.infer<typeof answer>

export const emptyAnswer: Answer = {
  met: null,
  score: null,
  count: null,
  numerator: null,
  denominator: null,
  choice: null,
  items: null,
  fields: {},
  note: '',
}
