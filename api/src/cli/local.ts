import type { Role } from '@thuoc/shared'
import { readConfig, type Config } from '../config.ts'
import { startWorkers } from '../jobs.ts'
import { lockDataDir } from '../platform/data-dir.ts'
import { startEmbedded } from '../platform/db/embedded.ts'
import { freePort } from '../platform/free-port.ts'
import { lifetime, type Lifetime } from '../platform/lifetime.ts'
import { giveBackMemory } from '../platform/given-back.ts'
import { prepare } from '../prepare.ts'
import { startService } from '../service.ts'
import { explain } from './say.ts'
import { demonstrationPassword, shownAccounts } from './seed.ts'
import { buildWeb } from './web-build.ts'

/** `pnpm start`: everything on one machine, in one process beside its database. */
async function start(config: Config, life: Lifetime) {
  const began = Date.now()
  const [databaseUrl] = await Promise.all([
    database(config, life),
    buildWeb(() => console.log('Đang dựng ứng dụng web (lần đầu hoặc khi mã nguồn thay đổi)… / building the web app…')),
  ])
  await prepare(config, databaseUrl)
  const service = await startService(config, databaseUrl)
  life.onEnd(service.close)
  // The first time the queue makes its tables; nobody has to wait for that.
  void startWorkers(config, databaseUrl)
    .then(life.onEnd, (error: unknown) => console.error(error))
    .then(giveBackMemory)
  console.log(`
  Thước đang chạy tại  ${service.address}   (dừng: Ctrl-C)
  Tài liệu API         ${service.address}/api/docs
  Dữ liệu              ${config.dataDir}
${config.demonstration ? demonstration() : ''}
  Khởi động trong ${((Date.now() - began) / 1000).toFixed(1)} giây.
`)
}

const titles: Record<Role, string> = {
  'system-administrator': 'Quản trị hệ thống',
  'province-administrator': 'Quản trị của Sở',
  'province-leader': 'Lãnh đạo Sở',
  'province-officer': 'Chuyên viên Sở',
  'managing-body-leader': 'Lãnh đạo cơ quan quản lý trực tiếp',
  'managing-body-officer': 'Chuyên viên cơ quan quản lý trực tiếp',
  'school-head': 'Thủ trưởng cơ sở giáo dục',
  'council-member': 'Thành viên hội đồng tự đánh giá',
  'school-staff': 'Nhân viên nhập dữ liệu',
}

function demonstration() {
  const lines = shownAccounts.map(({ username, role, where }) => `    ${username.padEnd(20)} ${titles[role]}, ${where}`)
  return `
  Tài khoản minh hoạ (mật khẩu chung: ${demonstrationPassword}):
${lines.join('\n')}
`
}

async function database({ databaseUrl, dataDir }: Config, life: Lifetime) {
  if (databaseUrl !== null) return databaseUrl
  const lock = await lockDataDir(dataDir)
  life.onEnd(lock.release)
  const embedded = await startEmbedded({
    dataDir,
    log: (message) => console.error(message),
    onLost: (error) => {
      console.error(error)
      void life.end(1)
    },
  })
  life.onEnd(embedded.stop)
  return embedded.url
}

const life = lifetime((error) => console.error(error))
let place = { host: '127.0.0.1', port: 3000, dataDir: 'data' }
try {
  const config = readConfig(process.env)
  place = config
  // Before the minutes of work, not after them.
  const port = await freePort(config.host, config.port)
  life.onEnd(() => console.log('Thước đã dừng.'))
  await start({ ...config, port }, life)
} catch (error) {
  if (!life.isEnding()) console.error(explain(error, place))
  await life.end(1)
}
