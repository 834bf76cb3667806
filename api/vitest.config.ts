import { defineProject } from 'vitest/config'

export default defineProject({
  test: {
    name: 'api',
    include: ['{src,test}/**/*.test.ts'],
    globalSetup: ['./test/template-database.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
