import { readFile } from 'node:fs/promises'
import { indicatorSetDefinition, type IndicatorSetDefinition } from '@thuoc/shared'
import type pg from 'pg'
import { makeForm, type Form } from './answers.ts'
import { idOf, type Random } from './random.ts'

export type ChosenSet = {
  id: string
  types: readonly string[]
  definition: IndicatorSetDefinition
  forms: readonly Form[]
}

const rootId = '00000000-0000-7000-8000-000000000001'
const nurseries = ['nursery', 'kindergarten', 'preschool'] as const
const setKind = 50
/** So many different forms a set has; schools share them, as nobody looks at one school’s scores for speed. */
const variety = 1_000

/**
 * QĐ 4725 for schools and its lines again for kindergartens, so that every unit has a form of 29 lines; with forms of
 * schools that stand anywhere between nothing and everything.
 */
export async function makeSets(client: pg.Client, random: Random): Promise<ChosenSet[]> {
  const official = indicatorSetDefinition.parse(
    JSON.parse(await readFile(new URL('../../api/catalogues/qd4725.json', import.meta.url), 'utf8')),
  )
  const put = async (code: string, types: IndicatorSetDefinition['appliesTo']) => {
    const definition = { ...official, code, appliesTo: types, sample: true }
    const id = idOf(setKind, types.length)
    await client.query(
      `insert into indicator_sets (id, code, version, owner_unit_id, status, title, sample, definition, created_by, published_at, published_by)
       values ($1, $2, 1, $3, 'published', $4, true, $5, 'bench', now(), 'bench')`,
      [id, code, rootId, `${official.title} (${code})`, JSON.stringify(indicatorSetDefinition.encode(definition))],
    )
    const forms = Array.from({ length: variety }, () => makeForm(definition, levelOf(random), random))
    return { id, types, definition, forms }
  }
  return [await put('BENCH-PT', official.appliesTo), await put('BENCH-MN', [...nurseries])]
}

/** Two thirds in the middle, the rest towards both ends. */
const levelOf = (random: Random) => (random.next() + random.next() + random.next()) / 3
