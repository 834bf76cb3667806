import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { projects: ['shared', 'api', 'web'], reporters: ['default', './api/test/closing-line.ts'] },
})
