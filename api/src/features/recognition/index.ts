export { createBulkMovesService } from './bulk-moves.service.ts'
export { createNominationsService } from './nominations.service.ts'
export { nominationConstraints } from './nominations.tables.ts'
export { faultsOf, requireOwn } from './recognition.policy.ts'
export { certificateNumbered, recognitionOf } from './certificates.repository.ts'
export { recognitionRoutes } from './recognition.routes.ts'
export { createRecognitionService } from './recognition.service.ts'
export {
  currentRecognitions,
  recognitionConstraints,
  recognitionDecisions,
  recognitions,
} from './recognition.tables.ts'
