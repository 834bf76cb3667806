import { defineProject } from 'vitest/config'
import { maxWorkers } from '../vitest.workers.ts'

export default defineProject({
  test: {
    name: 'api',
    maxWorkers,
    // Loading the same modules anew for each file was a third of the time.
    isolate: false,
    include: ['{src,test}/**/*.test.ts'],
    globalSetup: ['./test/template-database.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
