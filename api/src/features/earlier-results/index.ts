export { earlierResultImport } from './earlier-result.import.ts'
export { recordEarlierResults } from './earlier-results.repository.ts'
export { earlierResultsRoutes } from './earlier-results.routes.ts'
export { createEarlierResultsService, publicYearsOf } from './earlier-results.service.ts'
