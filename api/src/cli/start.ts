import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Node compiles some eight hundred modules at every start; kept, that is done once. Hence the import comes after.
enableCompileCache(join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'node'))
await import('./local.ts')
