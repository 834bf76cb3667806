import { z } from 'zod'

/** What of a set, a group or a criterion can differ between two definitions. */
export const differingParts = [
  'title',
  'decision',
  'sample',
  'applies-to',
  'evidence-code',
  'refines',
  'level-rule',
  'kind',
  'maximum',
  'step',
  'target',
  'unit',
  'numerator',
  'denominator',
  'award',
  'items',
  'choices',
  'bands',
  'evidence',
  'note-required',
  'fields',
  'guidance',
  'doubt',
  'measurement',
  'share',
  'position',
] as const

/** One difference: a line that came, went or changed. Values are what stood there, for people to read. */
export const setDifference = z
  .object({
    path: z.string().describe('Code of the group or criterion, or `set` or `level`'),
    title: z.string(),
    change: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('added') }),
      z.object({ kind: z.literal('removed') }),
      z.object({
        kind: z.literal('changed'),
        part: z.enum(differingParts),
        before: z.unknown().describe('The part as the definition has it on the wire; null: not there'),
        after: z.unknown(),
      }),
    ]),
  })
  .meta({ id: 'SetDifference' })
export type SetDifference = z.infer<typeof setDifference>
