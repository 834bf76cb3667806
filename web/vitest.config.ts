import vue from '@vitejs/plugin-vue'
import { defineProject } from 'vitest/config'
import { maxWorkers } from '../vitest.workers.ts'

export default defineProject({
  plugins: [vue()],
  test: {
    name: 'web',
    include: ['src/**/*.test.ts'],
    environment: 'happy-dom',
    testTimeout: 20_000,
    setupFiles: ['./vitest.setup.ts'],
    maxWorkers,
    // A document and the modules anew for each file were four fifths of the time.
    isolate: false,
  },
})
