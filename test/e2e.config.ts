import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// In Node, against the built bundle: what a user starts, not what a test imports.
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: { include: ['test/e2e/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
})
