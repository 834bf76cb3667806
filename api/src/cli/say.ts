import { DatabaseError } from 'pg'
import { ConfigFaults } from '../config.ts'
import { DataDirInUse } from '../platform/data-dir.ts'
import { Problem } from '../platform/problem.ts'

/** What an operator can do something about, in their language; the rest keeps its stack trace. */
export function explain(error: unknown, { host, port, dataDir }: { host: string; port: number; dataDir: string }) {
  if (error instanceof ConfigFaults) {
    return ['Cấu hình chưa đúng (the configuration is not right):', ...error.faults.map((one) => `  - ${one}`)].join(
      '\n',
    )
  }
  if (error instanceof DataDirInUse) {
    return `Một tiến trình Thước khác đang dùng thư mục dữ liệu ${dataDir}. Hãy dừng tiến trình đó, hoặc đặt DATA_DIR khác.
(Another Thước is using this data folder. Stop it, or set another DATA_DIR.)`
  }
  if (error instanceof Problem && error.code === 'server.storage-unavailable') {
    return `Kho S3 không trả lời hoặc từ chối (the S3 storage does not answer or refuses)${causes(error)}`
  }
  const code = codeOf(error)
  if (code === 'EADDRINUSE' && !(error instanceof DatabaseError)) {
    return `Cổng ${port} trên ${host} đang được chương trình khác dùng. Hãy đặt cổng khác, ví dụ: PORT=${port + 1} npx pnpm start
(Port ${port} is taken. Set another PORT.)`
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return `Không có quyền truy cập (permission denied): ${String(error)}`
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000') {
    return `Không kết nối được PostgreSQL theo DATABASE_URL (cannot connect to PostgreSQL): ${String(error)}`
  }
  return error instanceof Error ? (error.stack ?? error.message) + causes(error) : String(error)
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

const causes = (error: Error): string =>
  error.cause instanceof Error ? `\n  ← ${error.cause.message}${causes(error.cause)}` : ''
