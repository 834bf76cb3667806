import { startQuickly } from '../platform/quick-start.ts'

await startQuickly()
await import('./local.ts')
