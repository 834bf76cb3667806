import vue from '@vitejs/plugin-vue'
import { defineProject } from 'vitest/config'
import { maxWorkers } from '../vitest.workers.ts'

export default defineProject({
  plugins: [vue()],
  test: { name: 'web', include: ['src/**/*.test.ts'], environment: 'happy-dom', maxWorkers },
})
