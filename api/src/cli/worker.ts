import { constants, setPriority } from 'node:os'
import { explain } from './say.ts'
import { ConfigFaults, readConfig } from '../config.ts'
import { startWorkers } from '../jobs.ts'
import { lifetime } from '../platform/lifetime.ts'
import { giveBackMemory } from '../platform/given-back.ts'

// Who waits for an answer goes first, where both want the same cores; jobs are done in what is left.
setPriority(constants.priority.PRIORITY_LOW)
const life = lifetime((error) => console.error(error))
let place = { host: '', port: 0, dataDir: 'data' }
try {
  const config = readConfig(process.env)
  place = config
  const { databaseUrl } = config
  if (databaseUrl === null) throw new ConfigFaults(['DATABASE_URL: cần có (required)'])
  life.onEnd(await startWorkers(config, databaseUrl))
  console.log('Thước: worker')
  giveBackMemory()
} catch (error) {
  if (!life.isEnding()) console.error(explain(error, place))
  await life.end(1)
}
