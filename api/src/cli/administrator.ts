import { username } from '@thuoc/shared'
import { parseArgs } from 'node:util'
import { createAccount, temporaryPassword } from '../features/identity/index.ts'
import { rootUnitId } from '../features/org/index.ts'
import { connect } from '../platform/db/client.ts'

/**
 * `DATABASE_URL=… pnpm administrator USERNAME "Full name"`: makes a system administrator, the account from which every
 * other one comes. The temporary password is printed once and has to be changed at the first sign-in.
 */
const { positionals } = parseArgs({ allowPositionals: true })
const [name = '', fullName = ''] = positionals
const parsed = username.safeParse(name)
const url = process.env.DATABASE_URL
if (!url || !parsed.success || fullName.trim() === '') {
  console.error('DATABASE_URL=… pnpm administrator TEN-DANG-NHAP "Họ và tên"')
  process.exit(1)
}
const { db, close } = connect(url, { max: 1 })
const password = temporaryPassword()
try {
  await db.transaction((tx) =>
    createAccount(tx, {
      username: parsed.data,
      fullName: fullName.trim(),
      password,
      mustChangePassword: true,
      memberships: [{ unitId: rootUnitId, role: 'system-administrator', office: null }],
    }),
  )
  console.log(`Đã tạo / created: ${parsed.data}\nMật khẩu tạm / temporary password: ${password}`)
} finally {
  await close()
}
