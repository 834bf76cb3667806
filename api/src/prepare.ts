import { seed } from './cli/seed.ts'
import { ConfigFaults, type Config } from './config.ts'
import { demonstrationAccountsExist } from './features/identity/index.ts'
import { openFileStorage } from './file-storage.ts'
import { connect } from './platform/db/client.ts'
import { migrate } from './platform/db/migrate.ts'

/**
 * Brings the database to what this version of the code expects: migrations, the catalogue and, unless told otherwise,
 * the demonstration. Running it again changes nothing.
 * @throws ConfigFaults in production on a database that has demonstration accounts: everybody knows their passwords.
 */
export async function prepare(config: Config, databaseUrl: string): Promise<void> {
  await migrate(databaseUrl)
  const connection = connect(databaseUrl, { max: 2 })
  try {
    if (config.production && (await demonstrationAccountsExist(connection.db)))
      throw new ConfigFaults([
        'DATABASE_URL: cơ sở dữ liệu có tài khoản minh hoạ, ai cũng biết mật khẩu; hãy dùng cơ sở dữ liệu khác (the database has demonstration accounts: use another one)',
      ])
    const { files } = await openFileStorage(config)
    await seed(connection.db, { demonstration: config.demonstration, files })
  } finally {
    await connection.close()
  }
}
