export type { LongTable, Table } from './tables.ts'
export { tablesFile } from './table-files.ts'
