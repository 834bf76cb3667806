import { z } from 'zod'

/** How a column reads; `integer`, `number` and `boolean` stand without quotation marks in JSON. */
type Column = { name: string; type: 'string' | 'integer' | 'number' | 'boolean' | 'date'; vi: string; en: string }

/**
 * The columns of the open data, in their order. Names and meanings stay; a new column comes at the end.
 * Empty (`null` in JSON): not said of a result that does not stand any more.
 */
export const openDataColumns = [
  { name: 'id', type: 'string', vi: 'Mã cố định của kết quả', en: 'Stable id of the result' },
  {
    name: 'state',
    type: 'string',
    vi: 'Tình trạng: published (đang công bố), withdrawn (đã rút), revoked (quyết định đã bị thu hồi)',
    en: 'State: published, withdrawn, or revoked by a later decision',
  },
  { name: 'unit_id', type: 'string', vi: 'Mã cố định của đơn vị', en: 'Stable id of the unit' },
  { name: 'unit_code', type: 'string', vi: 'Mã đơn vị khi đánh giá', en: 'Official code of the unit at that time' },
  { name: 'unit_name', type: 'string', vi: 'Tên đơn vị khi đánh giá', en: 'Name of the unit at that time' },
  { name: 'unit_type', type: 'string', vi: 'Loại hình đơn vị', en: 'Type of the unit' },
  { name: 'body_id', type: 'string', vi: 'Mã cố định của cơ quan quản lý', en: 'Stable id of the managing body' },
  { name: 'body_name', type: 'string', vi: 'Tên cơ quan quản lý', en: 'Name of the managing body' },
  { name: 'province_id', type: 'string', vi: 'Mã cố định của Sở', en: 'Stable id of the province' },
  { name: 'province_name', type: 'string', vi: 'Tên Sở', en: 'Name of the department of the province' },
  { name: 'school_year', type: 'string', vi: 'Năm học, 2026-2027', en: 'School year, 2026-2027' },
  { name: 'set_title', type: 'string', vi: 'Bộ chỉ số', en: 'Indicator set' },
  { name: 'level', type: 'integer', vi: 'Mức độ được công nhận', en: 'Recognised level' },
  { name: 'level_name', type: 'string', vi: 'Tên mức độ', en: 'Name of the level' },
  { name: 'total', type: 'number', vi: 'Tổng điểm, hai chữ số lẻ', en: 'Total score, two decimals' },
  { name: 'certificate_number', type: 'string', vi: 'Số giấy chứng nhận', en: 'Number of the certificate' },
  { name: 'decision_number', type: 'string', vi: 'Số quyết định công nhận', en: 'Number of the decision' },
  { name: 'decision_date', type: 'date', vi: 'Ngày ký quyết định', en: 'Day on which it was signed' },
  { name: 'decision_issuer', type: 'string', vi: 'Cơ quan ban hành quyết định', en: 'Who issued it' },
  { name: 'published_on', type: 'date', vi: 'Ngày công bố', en: 'Day of publication' },
  { name: 'ended_on', type: 'date', vi: 'Ngày rút hoặc thu hồi', en: 'Day of withdrawal or revocation' },
  {
    name: 'sample_set',
    type: 'boolean',
    vi: 'Bộ chỉ số minh hoạ, không phải của cơ quan có thẩm quyền',
    en: 'The set is an illustration, not an official one',
  },
] as const satisfies readonly Column[]
export type OpenDataColumn = (typeof openDataColumns)[number]['name']
/** A row as it stands in the files, column by column. */
export type OpenDataRow = Record<OpenDataColumn, string | number | boolean | null>

/** **Our reading**: what a public body makes known may be used again by anyone who says where it comes from. */
export const openDataLicence = {
  vi: 'Được tự do sử dụng lại khi ghi rõ nguồn: tên cơ quan công bố, ngày lấy dữ liệu và địa chỉ trang này.',
  en: 'Free to use again where the source is named: the publishing body, the day the data were taken, and this address.',
}

export const openDataAbout = z
  .object({
    columns: z.array(z.object({ name: z.string(), type: z.string(), vi: z.string(), en: z.string() })),
    licence: z.object({ vi: z.string(), en: z.string() }),
    csv: z.string().describe('Address of the CSV file: UTF-8 with its mark, commas, RFC 4180'),
    json: z.string().describe('Address of the JSON file'),
    count: z.int().describe('Results that stand today'),
  })
  .meta({ id: 'OpenDataAbout' })
