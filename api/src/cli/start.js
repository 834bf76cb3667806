import { startQuickly } from '../platform/quick-start.js'

await startQuickly()
await import('./local.ts')
