import { startQuickly } from './platform/quick-start.js'

// Does the jobs that the API leaves behind, on the same database, as often as is wanted: they share the queue.
await startQuickly()
await import('./cli/worker.ts')
