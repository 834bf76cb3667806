import { startQuickly } from './platform/quick-start.js'

// The API and the built web app on an outside database; jobs are done by `worker.js`, in a process of its own.
await startQuickly()
await import('./cli/server.ts')
