import { parseArgs } from 'node:util'
import { z } from 'zod'

export const auditUsage = `pnpm thuoc audit verify [--chain UUID] [--anchor N:MÃ-BĂM] [--json]
    Tính lại mọi chuỗi và mốc neo của nhật ký, so từng dòng dữ liệu với lần ghi cuối về nó; không phải dừng hệ thống.
    (Counts every chain and anchor of the record again and compares each row with what was last recorded of it.)
    --chain: chỉ một hồ sơ, đơn vị, đợt … (only the chain of one file, unit or campaign)
    --anchor: mốc neo đã chép ra ngoài lần trước (an anchor that was written down elsewhere)
    --json: kết quả cho máy đọc (the result for machines)`

export type AuditArguments = {
  verb: 'verify'
  chain: string | null
  anchor: { number: number; hash: string } | null
  json: boolean
}

const anchorWritten = /^(\d{1,9}):([0-9a-f]{64})$/

/** @returns null where it does not understand */
export function parseAuditArguments(args: string[]): AuditArguments | null {
  const options = { chain: { type: 'string' }, anchor: { type: 'string' }, json: { type: 'boolean' } } as const
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const { chain = null, json = false } = values
    const [, number, hash] = anchorWritten.exec(values.anchor ?? '') ?? []
    const anchor = number !== undefined && hash !== undefined ? { number: Number(number), hash } : null
    if (positionals.join(' ') !== 'verify' || (values.anchor !== undefined && !anchor)) return null
    if (chain !== null && !z.uuid().safeParse(chain).success) return null
    return { verb: 'verify', chain: chain?.toLowerCase() ?? null, anchor, json }
  } catch {
    return null
  }
}
