import { explain } from './say.ts'
import { ConfigFaults, readConfig } from '../config.ts'
import { lifetime } from '../platform/lifetime.ts'
import { giveBackMemory } from '../platform/given-back.ts'
import { prepare } from '../prepare.ts'
import { startService } from '../service.ts'

const life = lifetime((error) => console.error(error))
let place = { host: '0.0.0.0', port: 3000, dataDir: 'data' }
try {
  const config = readConfig(process.env)
  place = config
  const { databaseUrl } = config
  if (databaseUrl === null) throw new ConfigFaults(['DATABASE_URL: cần có (required); `pnpm start` brings its own'])
  await prepare(config, databaseUrl)
  const service = await startService(config, databaseUrl)
  life.onEnd(service.close)
  console.log(`Thước: ${service.address}`)
  giveBackMemory()
} catch (error) {
  if (!life.isEnding()) console.error(explain(error, place))
  await life.end(1)
}
