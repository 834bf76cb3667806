import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createExporter, type ExportMakers } from '../src/features/exports/index.ts'
import { seatActor } from '../src/features/identity/index.ts'
import { connect } from '../src/platform/db/client.ts'
import { localFiles } from '../src/platform/files.ts'

// A worker of its own process that never ends what it began, for a test to kill: `node export-worker.ts DATABASE FILES`.
const [databaseUrl = '', folder = ''] = process.argv.slice(2)
const { db } = connect(databaseUrl, { max: 3 })
async function* endless() {
  for (;;) {
    yield Buffer.alloc(1024)
    await sleep(20)
  }
}
const maker = {
  titleOf: async () => '',
  make: async () => ({ name: 'a.zip', mediaType: 'application/zip', content: Readable.from(endless()) }),
}
const makers: ExportMakers = {
  'campaign-documents': maker,
  document: maker,
  'file-archive': maker,
  'report-file': maker,
  'delivery-list': maker,
  'people-list': maker,
  'unit-list': maker,
  'evidence-register': maker,
  'evidence-archive': maker,
  'sent-package': maker,
  'training-attendees': maker,
  'training-units': maker,
}
const files = await localFiles(folder)
const exporter = createExporter({
  ...{ db, files, makers, actorOf: seatActor(db) },
  now: () => new Date(),
  onError: (error) => console.error(error),
})
await exporter.round(new AbortController().signal)
