import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { sealedContent, type ExportOrderOf, type SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { eachTold, isLargeArchive, type FileMaker, type FileWork, type MadeFile } from '../../platform/file-maker.ts'
import { safeFileName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import { writeLargeSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { zipOf, type ZipEntry } from '../../platform/zip.ts'
import { definitionOf, type AttachmentRow } from '../catalogues/index.ts'
import { sentRegister } from '../evidence/index.ts'
import { find, requireVisible, sentContent, type SubmissionRow } from '../submissions/index.ts'
import { formPage, formTable, receiptPage, reportPage, requestPage, type Report } from './papers.ts'
import { findReceipt, type ReceiptRow } from './receipts.repository.ts'
import { presentReceipt, type PapersSent } from './receipts.service.ts'
import { filesOfRequest, findRequest } from './requests.repository.ts'

export type PackagesService = ReturnType<typeof createPackagesService>
/** What other features put into the archive, in a folder of their own. */
export type Annex = { folder: string; files: readonly AttachmentRow[] }
type Ports = {
  db: Db
  files: Files
  /** Papers of the council: decisions, minutes, approval. */
  annexesOf: (db: Queryable, row: SubmissionRow) => Promise<Annex[]>
  /** Papers that the system drew up of what was sent. */
  papersSent: PapersSent
  /** The report by the outline of the plan, as far as the system and the school have written it. */
  reportOf: (db: Queryable, row: SubmissionRow) => Promise<Report>
}

const clock = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
})
const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** What is in the archive: its place, and its content or where that is stored. */
type Part = { path: string; at: Date; sha256: string; size: number; content: Buffer | (() => Readable) }

/** Everything a school sent in a round as one archive: papers, form, register, evidence, and the hash of each. */
export function createPackagesService({ db, files, annexesOf, papersSent, reportOf }: Ports) {
  const stored = (path: string, { sha256, size, storageKey }: Stored, at: Date): Part => ({
    ...{ path, at, sha256, size },
    content: () => files.read(storageKey),
  })

  async function parts(row: SubmissionRow, found: ReceiptRow) {
    const of = { submissionId: row.id, round: found.receipt.round }
    const drawn = (await papersSent(db, row.id))(of.round)
    const receipt = presentReceipt(found, row, drawn.papers)
    const at = found.receipt.receivedAt
    const wire = await sentContent(db, of)
    const request = await findRequest(db, of)
    if (!wire || !request) throw new Problem('receipt.not-found')
    const content = sealedContent.parse(wire)
    const set = await definitionOf(db, row.set.id)
    const register = await sentRegister(db, row.campaignUnitId, set, content.evidence)
    const sent = { unit: row.unit.name, receiver: receipt.receiver.name, receipt }
    const made = (path: string, bytes: Buffer): Part => ({
      ...{ path, at, sha256: hash(bytes), size: bytes.length, content: bytes },
    })
    const workbook = (sheet: typeof register.sheet) => writeLargeSpreadsheet([sheet], { title: sheet.name })
    const left = [
      ...[...register.gone, ...register.left].map(({ code, name }) => `${code}  ${name}`),
      ...(drawn.papers.waiting.length > 0 ? ['Văn bản đang lập: tải lại sau ít phút'] : []),
      ...(drawn.papers.failed.length > 0 ? ['Văn bản chưa lập được'] : []),
    ]
    const folders = [
      { folder: 'Văn bản', files: drawn.files },
      { folder: 'Tờ trình', files: await filesOfRequest(db, of) },
      ...(await annexesOf(db, row)),
    ]
    return {
      left,
      parts: [
        made('Tờ trình.html', requestPage(sent, request.text)),
        made('Báo cáo tự đánh giá.html', reportPage(row.unit.name, await reportOf(db, row))),
        made('Phiếu tự đánh giá.html', formPage(sent, set, content)),
        made('Phiếu tự đánh giá.xlsx', await workbook(formTable(set, content))),
        made('Danh mục minh chứng.xlsx', await workbook(register.sheet)),
        made('Biên nhận.html', receiptPage(sent, clock.format(at))),
        ...(left.length > 0
          ? [made('Tệp không còn hoặc chưa đưa vào.txt', Buffer.from(`\ufeff${left.join('\r\n')}\r\n`))]
          : []),
        ...folders.flatMap(({ folder, files: held }) =>
          held.map((file, n) => stored(`${folder}/${n + 1} ${file.name}`, file, file.addedAt)),
        ),
        ...register.places.map((place) => {
          const path = `Minh chứng/${place.path}`
          if ('file' in place) return stored(path, place.file, place.addedAt)
          return { ...made(path, Buffer.from(`\ufeff${place.note}`)), at: place.addedAt }
        }),
      ],
      receipt,
    }
  }

  /** What was received of a round, for whoever sees the file. @throws Problem `receipt.not-found` */
  async function received(actor: Actor, { submissionId, round }: Round) {
    const row = requireVisible(await find(db, actor, submissionId))
    const found = await findReceipt(db, { submissionId, round })
    if (!found) throw new Problem('receipt.not-found')
    return { row, found }
  }

  /** How much the archive would hold. @throws Problem `receipt.not-found` */
  async function measure(actor: Actor, of: Round) {
    const { row, found } = await received(actor, of)
    const { parts: all, left } = await parts(row, found)
    const bytes = all.reduce((sum, { size }) => sum + size, 0)
    return { files: all.length, bytes, left: left.length }
  }

  /** Everything is looked up before the first byte goes out, the files themselves one by one. */
  async function make(actor: Actor, of: Round, work: FileWork): Promise<MadeFile> {
    const { row, found } = await received(actor, of)
    const { parts: all, receipt } = await parts(row, found)
    const listed = all.map(({ path, size, sha256 }) => ({ path, size, sha256 }))
    const { number, year, round, hash: sealed, at } = receipt
    const about = {
      unit: row.unit.code,
      set: `${row.set.code}/${row.set.version}`,
      receipt: `${number}/${year}`,
      round,
      at,
      sealed,
    }
    const manifest = Buffer.from(`${JSON.stringify({ ...about, files: listed }, null, 2)}\n`)
    const entries: ZipEntry[] = [
      { name: 'manifest.json', at: found.receipt.receivedAt, content: manifest },
      ...all.map(({ path, at: added, content }) => ({ name: path, at: added, content })),
    ]
    const name = safeFileName(`Hồ sơ ${row.unit.name} ${row.campaign.schoolYear} lần ${round}`, ['zip'])
    const content = zipOf(entries, { eachEntry: eachTold(work, entries.length) })
    return { name, mediaType: 'application/zip', content }
  }

  const maker: FileMaker<ExportOrderOf<'sent-package'>> = {
    titleOf: async (actor, order) => {
      const { row } = await received(actor, order)
      return `${row.unit.name} – ${row.campaign.title}`
    },
    isLong: async (actor, order) => isLargeArchive(await measure(actor, order)),
    make,
  }
  return { measure, maker }
}
type Round = { submissionId: SubmissionId; round: number }
type Stored = Pick<AttachmentRow, 'sha256' | 'size' | 'storageKey'>
