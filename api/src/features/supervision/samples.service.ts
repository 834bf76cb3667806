import { createHash, randomBytes } from 'node:crypto'
import {
  drawMethod,
  drawSample,
  populationText,
  type CampaignId,
  type NewSample,
  type Page,
  type SampleDetail,
  type SampleId,
  type SampleSummary,
  type SubmissionId,
} from '@thuoc/shared'
import { z } from 'zod'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { requireOwnCampaign } from './records.service.ts'
import * as repository from './samples.repository.ts'

export type SamplesService = ReturnType<typeof createSamplesService>
const sampleKey = z.tuple([z.iso.datetime(), z.uuid()])
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Draws of files at random. A draw is never taken back: whoever does not like one can only draw again, in plain sight. */
export function createSamplesService({ db, now }: { db: Db; now: () => Date }) {
  const draw = (actor: Actor, asked: NewSample): Promise<SampleDetail> =>
    db.transaction(async (tx) => {
      await requireOwnCampaign(tx, actor, asked.campaignId)
      const { campaignId, title, strata, size, filter } = asked
      const number = await repository.takeNumber(tx, campaignId)
      const population = await repository.populationOf(tx, actor, asked)
      if (population.length === 0) throw new Problem('supervision.nothing-to-draw')
      const seed = asked.seed ?? randomBytes(16).toString('hex')
      const chosen = new Set<string>(drawSample(population, { seed, size }, sha256))
      const byId = new Map<string, SubmissionId>(population.map(({ id }) => [id, id]))
      const id = await repository.insertSample(tx, {
        ...{ campaignId, number, title, seed, strata, size, filter, population },
        provinceUnitId: actor.unitId,
        method: drawMethod,
        populationHash: sha256(populationText(population)),
        drawn: [...chosen].flatMap((one) => byId.get(one) ?? []),
        ...{ drawnAt: now(), drawnBy: actor.name, drawnById: actorId(actor) },
      })
      return read(tx, actor, id)
    })

  async function list(
    actor: Actor,
    query: PageRequest & { campaignId?: CampaignId | undefined },
  ): Promise<Page<SampleSummary>> {
    const { campaignId, cursor, limit = defaultLimit } = query
    const rows = await repository.listSamples(db, actor, { campaignId, after: decodeCursor(cursor, sampleKey), limit })
    return toPage(rows, query, (row) => [row.drawnAt.toISOString(), row.id], present)
  }

  const get = (actor: Actor, id: SampleId): Promise<SampleDetail> => read(db, actor, id)

  return { draw, list, get }
}

async function read(db: Queryable, actor: Actor, id: SampleId): Promise<SampleDetail> {
  const row = await repository.findSample(db, actor, id)
  if (!row) throw new Problem('supervision.sample-not-found')
  return {
    ...present(row),
    drawn: await repository.drawnFiles(db, id),
    population: await repository.keptPopulation(db, id),
  }
}

const present = (row: repository.SampleRow): SampleSummary => ({
  id: row.id,
  campaign: row.campaign,
  number: row.number,
  title: row.title,
  seed: row.seed,
  strata: row.strata,
  size: row.size,
  filter: row.filter,
  method: row.method,
  populationCount: row.populationCount,
  populationHash: row.populationHash,
  drawnCount: row.drawnCount,
  checkedCount: row.checkedCount,
  drawnAt: row.drawnAt.toISOString(),
  drawnBy: row.drawnBy,
})
