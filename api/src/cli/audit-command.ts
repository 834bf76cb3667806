import { readConfig } from '../config.ts'
import { countEntries, snapshot, verifyRecord, type Verified } from '../platform/audit/index.ts'
import { connect } from '../platform/db/client.ts'
import type { AuditArguments } from './audit-arguments.ts'
import { sayFinding } from './audit-words.ts'
import { ownDatabase } from './own-database.ts'
import { progress } from './progress.ts'

/** `audit verify`. @returns the exit code: 1 where anything is not whole */
export async function auditCommand({ chain, anchor, json }: AuditArguments): Promise<number> {
  const database = await ownDatabase(readConfig(process.env))
  const connection = connect(database.url, { max: 2, onError: ({ message }) => console.error(message) })
  try {
    const total = await snapshot(connection.db, countEntries)
    const { step, end } = progress(total, process.stderr, 'mục nhật ký')
    const verified = await verifyRecord(connection.db, { chain, expected: anchor, step: () => step(0) })
    if (!json) end()
    console.log(json ? JSON.stringify(verified, null, 2) : say(verified))
    return verified.findings.length > 0 ? 1 : 0
  } finally {
    await connection.close()
    await database.end()
  }
}

const number = new Intl.NumberFormat('vi-VN')

function say({ chains, entries, rows, anchor, findings, more }: Verified): string {
  const [first, ...others] = findings.map((finding) => sayFinding(finding))
  const counted = `${number.format(chains)} chuỗi, ${number.format(entries)} mục nhật ký, ${number.format(rows)} dòng dữ liệu`
  const last = anchor
    ? `Mốc neo cuối, hãy chép ra ngoài hệ thống (the last anchor, to be written down elsewhere): ${anchor.number}:${anchor.hash}`
    : 'Chưa có mốc neo nào. / There is no anchor yet.'
  if (first === undefined) return `Toàn vẹn: đã kiểm tra ${counted}. / Whole.\n${last}`
  return [
    `KHÔNG TOÀN VẸN (not whole): ${findings.length + more} điểm, đã kiểm tra ${counted}.`,
    `Điểm đầu tiên (the first): ${first}`,
    ...others.map((one) => `  - ${one}`),
    ...(more > 0 ? [`  … và ${more} điểm nữa.`] : []),
    last,
  ].join('\n')
}
