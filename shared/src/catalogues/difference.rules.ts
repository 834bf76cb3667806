import { z } from 'zod'
import { criterion as criterionSchema, criterionGroup, levelBand, type Criterion } from './criterion.schema.ts'
import { differingParts, type SetDifference } from './difference.schema.ts'
import { indicatorSetDefinition, type IndicatorSetDefinition } from './indicator-set.schema.ts'

type Part = (typeof differingParts)[number]
/** The parts of one place as they stand on the wire, so that 6.25 reads 6.25. */
type Place = { path: string; title: string; parts: Partial<Record<Part, unknown>> }

const partOfKey: Readonly<Record<string, Part>> = {
  title: 'title',
  kind: 'kind',
  maximum: 'maximum',
  step: 'step',
  target: 'target',
  unit: 'unit',
  numerator: 'numerator',
  denominator: 'denominator',
  award: 'award',
  items: 'items',
  choices: 'choices',
  bands: 'bands',
  evidence: 'evidence',
  noteRequired: 'note-required',
  fields: 'fields',
  guidance: 'guidance',
  doubt: 'doubt',
  measurement: 'measurement',
  of: 'measurement',
  share: 'share',
  atLevel: 'share',
}

/**
 * `measurement` and `of`, `share` and `atLevel` are one thing to readers: the second joins the first, or stands beside
 * null, as the key of the whole is not that of the part.
 */
function partsOf(wire: Readonly<Record<string, unknown>>): Place['parts'] {
  const parts: Place['parts'] = {}
  for (const [key, value] of Object.entries(wire)) {
    const part = partOfKey[key]
    if (part === undefined || value === undefined) continue
    parts[part] = key === 'of' || part in parts ? [parts[part] ?? null, value] : value
  }
  return parts
}

/** A place among its own: the code of what stands before it. */
function* placesBelow(criteria: readonly Criterion[], parent: string): Generator<Place> {
  let before: string | null = null
  for (const criterion of criteria) {
    const { code, title } = criterion
    yield {
      path: code,
      title,
      parts: { ...partsOf(z.encode(criterionSchema, criterion)), position: { parent, after: before } },
    }
    if (criterion.kind === 'sum') yield* placesBelow(criterion.criteria, code)
    before = code
  }
}

function* placesOf(set: IndicatorSetDefinition): Generator<Place> {
  const { title, decision, sample, appliesTo, evidenceCode, refines, level, doubts } = z.encode(
    indicatorSetDefinition,
    set,
  )
  yield {
    path: 'set',
    title: set.title,
    parts: { title, decision, sample, 'applies-to': appliesTo, 'evidence-code': evidenceCode, refines, doubt: doubts },
  }
  yield { path: 'level', title: set.title, parts: { 'level-rule': level } }
  let before: string | null = null
  for (const group of set.groups) {
    const { maximum } = z.encode(criterionGroup, group)
    const bands = group.bands && z.encode(z.array(levelBand), group.bands)
    yield {
      path: group.code,
      title: group.title,
      parts: { title: group.title, maximum, bands, position: { parent: null, after: before } },
    }
    yield* placesBelow(group.criteria, group.code)
    before = group.code
  }
}

/** Whether a place stands elsewhere, and not only because a neighbour came or went. */
function hasMoved(before: Place, after: Place, known: { before: ReadonlySet<string>; after: ReadonlySet<string> }) {
  const neighbour = z.object({ parent: z.string().nullable(), after: z.string().nullable() })
  const [from, to] = [neighbour.parse(before.parts.position), neighbour.parse(after.parts.position)]
  if (from.parent !== to.parent) return true
  const isCome = to.after !== null && !known.before.has(to.after)
  const isGone = from.after !== null && !known.after.has(from.after)
  return from.after !== to.after && !isCome && !isGone
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * What differs from one definition to another, in the order of the newer text; what went stands at the end.
 * Lines are known by their code: a line under a new code is one that went and one that came.
 */
export function differencesOf(from: IndicatorSetDefinition, to: IndicatorSetDefinition): SetDifference[] {
  const older = new Map([...placesOf(from)].map((place) => [place.path, place]))
  const newer = new Map([...placesOf(to)].map((place) => [place.path, place]))
  const known = { before: new Set(older.keys()), after: new Set(newer.keys()) }
  const found: SetDifference[] = []
  for (const [path, place] of newer) {
    const before = older.get(path)
    const { title } = place
    if (!before) {
      found.push({ path, title, change: { kind: 'added' } })
      continue
    }
    const parts = new Set<Part>([...keysOf(before.parts), ...keysOf(place.parts)])
    for (const part of parts) {
      const isDifferent =
        part === 'position' ? hasMoved(before, place, known) : !same(before.parts[part], place.parts[part])
      if (isDifferent)
        found.push({
          path,
          title,
          change: { kind: 'changed', part, before: before.parts[part] ?? null, after: place.parts[part] ?? null },
        })
    }
  }
  for (const [path, { title }] of older) if (!newer.has(path)) found.push({ path, title, change: { kind: 'removed' } })
  return found
}

const isPart = (key: string): key is Part => differingParts.some((part) => part === key)
const keysOf = (parts: Place['parts']): Part[] => Object.keys(parts).filter(isPart)
