import { dayOf, type DeliveryFilter } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import type { WrittenColumn, WrittenValue } from '../../platform/spreadsheet/write.ts'
import { eachTold } from '../../platform/file-maker.ts'
import { tablesFile } from '../../platform/tables/index.ts'
import { findCampaign } from '../campaigns/index.ts'
import type { ExportMaker } from '../exports/index.ts'
import * as duties from './duties.repository.ts'
import { kindWords, statusWords } from './export-words.ts'

const title = 'Sản phẩm theo kế hoạch'
/** Rows that are read at a time: a province has some 60,000. */
const portion = 2_000

/** The rows of a list as a file: exactly those, in the same order. */
export function deliveryList({ db }: { db: Db }): ExportMaker<'delivery-list'> {
  async function campaignOf(actor: Actor, { campaignId }: DeliveryFilter) {
    if (campaignId === undefined) return undefined
    const campaign = await findCampaign(db, actor, campaignId)
    if (!campaign) throw new Problem('campaign.not-found')
    return campaign.title
  }
  async function all(actor: Actor, filter: DeliveryFilter, now: Date): Promise<WrittenValue[][]> {
    const rows: WrittenValue[][] = []
    for (let after: duties.DutyOrder | null = null; ;) {
      const found = await duties.list(db, actor, filter, { now, after, limit: portion })
      const page = found.slice(0, portion)
      rows.push(...page.map(valuesOf))
      const last = page.at(-1)
      if (found.length <= portion || !last) return rows
      after = duties.orderOf(last)
    }
  }
  return {
    titleOf: async (actor, { filter }) => {
      return [title, await campaignOf(actor, filter)].filter(Boolean).join(' – ')
    },
    make: async (actor, { filter, format }, work) => {
      const named = await campaignOf(actor, filter)
      const rows = await all(actor, filter, work.askedAt)
      const about: [string, string][] = [
        ['Đợt đánh giá', named ?? 'Các đợt đang diễn ra'],
        ...(filter.status
          ? [['Trạng thái', filter.status.map((one) => statusWords[one]).join('; ')] satisfies [string, string]]
          : []),
        ...(filter.late === undefined
          ? []
          : [['Muộn', filter.late ? 'Chỉ sản phẩm muộn' : 'Không muộn'] satisfies [string, string]]),
        ...(filter.q ? [['Tìm theo', filter.q] satisfies [string, string]] : []),
        ['Số dòng', String(rows.length)],
        [
          'Lập lúc',
          work.askedAt.toLocaleString('vi-VN', {
            timeZone: 'Asia/Ho_Chi_Minh',
            dateStyle: 'short',
            timeStyle: 'short',
          }),
        ],
        ['Người lập', actor.name],
      ]
      const book = { title, about, tables: [{ name: 'Sản phẩm', keys: 2, columns, rows }] }
      const name = `san-pham-${dayOf(work.askedAt)}.${format}`
      return { name, ...(await tablesFile(book, format, eachTold(work, rows.length))) }
    },
  }
}

const text = (header: string, width: number): WrittenColumn => ({ header, width, format: 'text' })
const day = (header: string): WrittenColumn => ({ header, width: 13, format: 'day' })
const columns: WrittenColumn[] = [
  text('Mã đơn vị', 14),
  text('Đơn vị', 36),
  text('Nơi nhận', 30),
  text('Mốc', 8),
  text('Nhiệm vụ', 44),
  text('Sản phẩm', 28),
  day('Hạn'),
  text('Trạng thái', 14),
  day('Ngày nộp'),
  text('Muộn', 8),
  { header: 'Số ngày muộn', width: 12, format: 'number' },
  { header: 'Lần nộp', width: 9, format: 'number' },
  day('Nhắc gần nhất'),
]

const valuesOf = (row: duties.DutyRow): WrittenValue[] => [
  row.unitCode,
  row.unitName,
  row.receiver.name,
  row.code,
  row.task,
  kindWords[row.kind],
  row.dueOn,
  statusWords[row.status],
  row.handedInAt === null ? null : dayOf(row.handedInAt),
  row.late ? 'x' : '',
  row.lateMinutes === null ? null : Math.floor(row.lateMinutes / (24 * 60)) + 1,
  row.round,
  row.lastRemindedOn,
]
