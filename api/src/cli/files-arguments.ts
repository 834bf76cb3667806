import { parseArgs } from 'node:util'
import { filesIn, type FilesIn } from '../config.ts'

export const filesUsage = `pnpm thuoc files move --to s3|local [--delete-source]
    Chép mọi tệp mà cơ sở dữ liệu nhắc đến sang kho kia, so từng mã băm; dừng giữa chừng rồi chạy lại được.
    (Copies every file that the database refers to, compares every hash; can be broken off and run again.)
    --delete-source: xoá ở kho cũ sau khi mọi tệp đã đúng (removes it from the old place once every file is right)
pnpm thuoc files verify [--delete-orphans]
    Mỗi dòng có tệp, đúng mã băm; tệp không có dòng nào được liệt kê.
    (Every row has its file, of the right content; files without a row are listed.)
    --delete-orphans: xoá các tệp cũ hơn một ngày không có dòng nào (removes such files when older than a day)`

export type MoveArguments = { verb: 'move'; to: FilesIn; deleteSource: boolean }
export type VerifyArguments = { verb: 'verify'; deleteOrphans: boolean }

/** @returns null where it does not understand */
export function parseFilesArguments(args: string[]): MoveArguments | VerifyArguments | null {
  const options = {
    to: { type: 'string' },
    'delete-source': { type: 'boolean' },
    'delete-orphans': { type: 'boolean' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const { to, 'delete-source': deleteSource, 'delete-orphans': deleteOrphans } = values
    const place = filesIn.find((one) => one === to)
    const verb = positionals.join(' ')
    if (verb === 'move' && place && deleteOrphans === undefined)
      return { verb, to: place, deleteSource: deleteSource ?? false }
    if (verb === 'verify' && to === undefined && deleteSource === undefined)
      return { verb, deleteOrphans: deleteOrphans ?? false }
    return null
  } catch {
    return null
  }
}
