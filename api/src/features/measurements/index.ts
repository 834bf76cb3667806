export { measurementsOfEach } from './measurements.present.ts'
export { measurementsRoutes } from './measurements.routes.ts'
export { createMeasurementsService } from './measurements.service.ts'
