import { exportMakers } from '../src/composition/exports.ts'
import { createExporter, type ExportMakers } from '../src/features/exports/index.ts'
import { seatActor } from '../src/features/identity/index.ts'
import type { PooledDb } from '../src/platform/db/client.ts'
import { localFiles } from '../src/platform/files.ts'
import { download } from './archives.ts'
import { ok, type Person } from './road.ts'

type Api = { db: PooledDb; filesFolder: string; url: string }

/** The worker of exports, for tests that order some. */
export function exportsOf({ api }: { api: Api }, now: () => Date = () => new Date()) {
  async function portsOf() {
    const files = await localFiles(api.filesFolder)
    return { db: api.db, files, office: null, maxFileBytes: 1024 * 1024, publicUrl: 'http://localhost:3000', now }
  }
  /** Everything that waits is made, as a worker does it. */
  async function work(over: Partial<ExportMakers> = {}) {
    const ports = await portsOf()
    const onError = (error: unknown) => {
      throw error
    }
    const makers = { ...exportMakers(ports), ...over }
    await createExporter({ ...ports, makers, actorOf: seatActor(api.db), onError }).round(new AbortController().signal)
  }
  /** Orders a file, has it made and takes it. */
  async function fileOf(who: Person, order: object): Promise<{ name: string; content: Buffer }> {
    const { id } = await ok(who.post('/exports', order))
    await work()
    const { fileName } = await ok(who.get(`/exports/${id}`))
    const { url } = await ok(who.get(`/exports/${id}/address`))
    return { name: fileName, content: await download(api, url) }
  }
  return { portsOf, work, fileOf }
}
