export { auditWorkers } from './audit.jobs.ts'
export {
  anchor,
  countEntries,
  followedTables,
  inPortions,
  presentRows,
  snapshot,
  type Followed,
} from './audit.repository.ts'
export type { Difference, Finding, Place } from './findings.ts'
export { verifyRecord, type Verified } from './verify.ts'
