export { faultsOf, requireOwn, type Listed } from './recognition.policy.ts'
export { recognitionOf } from './recognition.repository.ts'
export { recognitionRoutes } from './recognition.routes.ts'
export { createRecognitionService, type RecognitionService } from './recognition.service.ts'
export {
  certificateCounters,
  recognitionConstraints,
  recognitionDecisions,
  recognitions,
} from './recognition.tables.ts'
