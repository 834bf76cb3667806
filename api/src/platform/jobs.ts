import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import { actingAs, actingVia } from './acting.ts'
import type { Tx } from './db/client.ts'

/** Work that is done after a transaction, never in it. `name` is kebab-case, with its feature first. */
export type Job<Payload extends z.ZodObject = z.ZodObject> = {
  name: string
  payload: Payload
  /** How often a failed run is tried again, with growing delays. */
  retryLimit: number
  /** Seconds after which a run is given up and tried again. */
  expireInSeconds: number
}

/** Names a job once; whoever sends it and whoever does it share this definition. */
export function defineJob<Payload extends z.ZodObject>(
  job: Pick<Job<Payload>, 'name' | 'payload'> & Partial<Job<Payload>>,
): Job<Payload> {
  return { retryLimit: 5, expireInSeconds: 300, ...job }
}

/** What a worker does with one job, and when it is due where nobody sends it. */
export type Worker = {
  job: Job
  /** Takes what `job.payload` parses. May run twice for one job: it must not matter. */
  run: (payload: unknown, signal: AbortSignal) => Promise<void>
  /** Cron expression in Asia/Ho_Chi_Minh; the payload is then `{}`. */
  schedule?: string
}

/** Ties a handler to its job; the payload is parsed on the way in, as everything from outside is. */
export function worker<Payload extends z.ZodObject>(
  job: Job<Payload>,
  handle: (payload: z.output<Payload>, signal: AbortSignal) => Promise<void>,
  schedule?: string,
): Worker {
  return {
    job,
    run: async (payload, signal) => actingAs(actingVia(job.name), () => handle(job.payload.parse(payload), signal)),
    ...(schedule !== undefined && { schedule }),
  }
}

export type Jobs = {
  /** Queues the job in the caller's transaction: it exists when that commits and never when it rolls back. */
  send: <Payload extends z.ZodObject>(tx: Tx, job: Job<Payload>, payload: z.input<Payload>) => Promise<void>
  /** Lets running jobs finish, for at most ten seconds; what is unfinished is taken up at the next start. */
  stop: () => Promise<void>
}

type Settings = {
  databaseUrl: string
  /** Every job that is sent or done; their queues are made at the start. */
  jobs: readonly Job[]
  /** Empty where another process does the work. */
  workers: readonly Worker[]
  onError: (error: Error) => void
}

/** Connects to the queue, which lives in the schema `pgboss` of our own database. */
export async function startJobs({ databaseUrl, jobs, workers, onError }: Settings): Promise<Jobs> {
  const works = workers.length > 0
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: works ? 4 : 1,
    application_name: 'thuoc-jobs',
    supervise: works,
    schedule: works,
  })
  boss.on('error', onError)
  await boss.start()
  for (const { name, retryLimit, expireInSeconds } of [...jobs, ...workers.map(({ job }) => job)])
    await boss.createQueue(name, { retryLimit, retryBackoff: true, expireInSeconds })
  for (const { job, run, schedule } of workers) {
    await boss.work(job.name, async (batch) => {
      for (const one of batch) await run(one.data, one.signal)
    })
    if (schedule) await boss.schedule(job.name, schedule, {}, { tz: 'Asia/Ho_Chi_Minh' })
  }
  return {
    send: async (tx, job, payload) => {
      await boss.send({
        name: job.name,
        data: job.payload.parse(payload),
        options: { db: fromDrizzle(tx, sql) },
      })
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}
