export {
  findUnits,
  insert as insertUnit,
  listSubtree,
  rootUnitId,
  unitSummaryColumns,
  type UnitRow,
} from './org.repository.ts'
export { orgRoutes } from './org.routes.ts'
export { createOrgService } from './org.service.ts'
export { orgConstraints, units } from './org.tables.ts'
export { createHandedOver } from './handed-over.service.ts'
export { unitList } from './unit-export.service.ts'
export { unitTypeWords } from './unit-words.ts'
export { orgWorkers } from './unit-changes.jobs.ts'
export { signerId, type Signer } from './unit-changes.repository.ts'
export { unitChangesRoutes } from './unit-changes.routes.ts'
export { createUnitChangesService } from './unit-changes.service.ts'
export { unitChangeConstraints } from './unit-changes.tables.ts'
export type { ChangePorts, TreeChange } from './unit-outcome.ts'
export { findUnitOn, predecessorsOf, unitNamesOn } from './unit-versions.repository.ts'
export { codeHolders, type CodeHolder } from './unit-import.repository.ts'
