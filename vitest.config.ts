import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: ['shared', 'api', 'web'],
    reporters: ['default', './api/test/closing-line.ts'],
    // By itself vitest leaves one core free, which on a machine with two is half of it.
    maxWorkers: '100%',
  },
})
