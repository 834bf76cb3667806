import { parseArgs } from 'node:util'
import { migrate } from '../platform/db/migrate.ts'

const { positionals } = parseArgs({ allowPositionals: true })
const url = positionals[0] ?? process.env.DATABASE_URL
if (!url) {
  console.error('Cần DATABASE_URL. / Set DATABASE_URL. (pnpm start migrates its own database by itself.)')
  process.exit(1)
}
const ran = await migrate(url, console.log)
console.log(ran.length ? ran.join('\n') : 'Không có gì mới. / Nothing to do.')
