import { startQuickly } from './platform/quick-start.ts'

// The API and the built web app on an outside database; jobs are done by `worker.ts`, in a process of its own.
await startQuickly()
await import('./cli/server.ts')
