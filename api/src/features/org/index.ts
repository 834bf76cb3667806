export { isWithin } from '../../platform/db/tree.ts'
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
export { ownershipWords, unitTypeWords } from './unit-words.ts'
