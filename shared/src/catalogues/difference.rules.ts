import { z } from 'zod'
import { criterion as criterionSchema, criterionGroup, levelBand, type Criterion } from './criterion.schema.ts'
import { differingParts, type SetDifference } from './difference.schema.ts'
import { indicatorSetDefinition, type IndicatorSetDefinition } from './indicator-set.schema.ts'
import { movedBetween } from './order.rules.ts'

type Part = (typeof differingParts)[number]
/** The parts of one place as they stand on the wire, so that 6.25 reads 6.25. */
type Place = { path: string; title: string; parent: string | null; parts: Partial<Record<Part, unknown>> }

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
      parent,
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
    parent: null,
    parts: { title, decision, sample, 'applies-to': appliesTo, 'evidence-code': evidenceCode, refines, doubt: doubts },
  }
  yield { path: 'level', title: set.title, parent: null, parts: { 'level-rule': level } }
  let before: string | null = null
  for (const group of set.groups) {
    const { maximum } = z.encode(criterionGroup, group)
    const bands = group.bands && z.encode(z.array(levelBand), group.bands)
    yield {
      path: group.code,
      title: group.title,
      parent: null,
      parts: { title: group.title, maximum, bands, position: { parent: null, after: before } },
    }
    yield* placesBelow(group.criteria, group.code)
    before = group.code
  }
}

/** The places that stand elsewhere, and not only because a neighbour came or went. */
function movedPlaces(older: ReadonlyMap<string, Place>, newer: ReadonlyMap<string, Place>): Set<string> {
  const [before, after] = [childrenIn(older), childrenIn(newer)]
  const elsewhere = [...newer.values()].filter(({ path, parent }) => {
    const known = older.get(path)
    return known !== undefined && known.parent !== parent
  })
  const turned = [...after].flatMap(([parent, paths]) => [...movedBetween(before.get(parent) ?? [], paths)])
  return new Set([...elsewhere.map(({ path }) => path), ...turned])
}

const childrenIn = (places: ReadonlyMap<string, Place>) =>
  new Map(
    [...Map.groupBy([...places.values()], ({ parent }) => parent)].map(([parent, those]) => [
      parent,
      those.map(({ path }) => path),
    ]),
  )

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * What differs from one definition to another, in the order of the newer text; what went stands at the end.
 * Lines are known by their code: a line under a new code is one that went and one that came.
 */
export function differencesOf(from: IndicatorSetDefinition, to: IndicatorSetDefinition): SetDifference[] {
  const older = new Map([...placesOf(from)].map((place) => [place.path, place]))
  const newer = new Map([...placesOf(to)].map((place) => [place.path, place]))
  const moved = movedPlaces(older, newer)
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
      const isDifferent = part === 'position' ? moved.has(path) : !same(before.parts[part], place.parts[part])
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
