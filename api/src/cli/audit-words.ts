import { recordWords } from '@thuoc/shared'
import type { Difference, Finding, Place } from '../platform/audit/index.ts'

const { tables, columns } = recordWords.vi
const tableOf = (name: string) => `${tables[name] ?? name} (${name})`
const columnOf = (name: string) => (columns[name] ? `${columns[name]} (${name})` : name)

const when = (at: string) =>
  new Date(at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'medium' })
const placeOf = ({ chain, number, at }: Place) => `mục ${number} của chuỗi ${chain}, ghi lúc ${when(at)}`
const rowOf = ({ table, key }: { table: string; key: string }) => `bảng ${tableOf(table)}, dòng ${key}`
const value = (one: unknown) => JSON.stringify(one ?? null)
const listOf = (differences: Difference[]) =>
  differences
    .map(({ column, recorded, found }) => `${columnOf(column)}: nhật ký ghi ${value(recorded)}, thấy ${value(found)}`)
    .join('; ')

type ByKind = { [One in Finding as One['kind']]: One }
const sentences: { [Kind in keyof ByKind]: (finding: ByKind[Kind]) => string } = {
  'row-differs': ({ last, differences }) =>
    `Dữ liệu bị sửa ngoài hệ thống: ${rowOf(last)}: ${listOf(differences)}. Lần ghi cuối: ${placeOf(last)}; bị sửa sau lúc đó.`,
  'row-differed': ({ last, next, differences }) =>
    `Dữ liệu từng bị sửa ngoài hệ thống: ${rowOf(last)}: ${listOf(differences)}. Bị sửa giữa ${placeOf(last)} và ${placeOf(next)}.`,
  'row-missing': ({ last }) =>
    `Dữ liệu bị xoá ngoài hệ thống: ${rowOf(last)}. Lần ghi cuối: ${placeOf(last)}; bị xoá sau lúc đó.`,
  'row-unknown': (finding) => `Dữ liệu được thêm ngoài hệ thống: ${rowOf(finding)} không có trong nhật ký.`,
  'entry-altered': (finding) => `Nhật ký bị sửa: ${placeOf(finding)} (${rowOf(finding)}) không khớp mã băm của nó.`,
  'entries-missing': ({ chain, from, to }) =>
    `Nhật ký bị xoá: chuỗi ${chain} thiếu mục ${from === to ? from : `${from} đến ${to}`}.`,
  'tail-missing': ({ chain, recorded, found }) =>
    `Nhật ký bị cắt: chuỗi ${chain} phải có ${recorded} mục, chỉ thấy ${found}.`,
  'head-differs': ({ chain, number }) => `Mục cuối (${number}) của chuỗi ${chain} không phải là mục hệ thống đã ghi.`,
  'head-missing': ({ chain }) => `Chuỗi ${chain} có mục nhật ký mà không có đầu chuỗi: đầu chuỗi đã bị xoá.`,
  'anchored-differs': ({ chain, number, anchor, at }) =>
    `Chuỗi ${chain} không còn dẫn tới mục ${number} đã neo ở mốc ${anchor} (${when(at)}): chuỗi đã bị viết lại hoặc bị xoá.`,
  'anchor-altered': ({ anchor, at }) => `Mốc neo ${anchor} (${when(at)}) bị sửa: không khớp mã băm của nó.`,
  'anchors-missing': ({ from, to }) => `Mốc neo bị xoá: thiếu ${from === to ? from : `${from} đến ${to}`}.`,
  'anchor-unexpected': ({ anchor, expected, found }) =>
    `Mốc neo ${anchor} không phải là mốc đã chép ra ngoài: đã chép ${expected}, ${found === null ? 'nay không còn' : `nay là ${found}`}.`,
  'not-followed': ({ table }) => `Bảng ${tableOf(table)} không còn được ghi nhật ký: trigger đã bị tắt hoặc bị xoá.`,
}

/** One finding in plain words: which table and row, what differs, since when. */
export const sayFinding = <Kind extends keyof ByKind>(finding: ByKind[Kind] & { kind: Kind }): string =>
  sentences[finding.kind](finding)
