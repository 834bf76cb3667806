import { connect } from '../src/platform/db/client.ts'
import { startMailer } from '../src/platform/mail/index.ts'
import { smtpTransport } from '../src/platform/mail/transport.ts'

// A worker of its own process, that a test kills: `node mail-worker.ts DATABASE_URL SMTP_URL`.
const [databaseUrl = '', url = ''] = process.argv.slice(2)
const { db } = connect(databaseUrl, { max: 4 })
startMailer({
  db,
  transport: smtpTransport({ url, from: 'Thước <khong-tra-loi@example.vn>' }),
  address: 'https://thuoc.example.vn',
  late: {},
  onError: (error) => console.error(error),
  everySeconds: 0.1,
  grace: 0,
})
