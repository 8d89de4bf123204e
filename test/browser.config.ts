import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Against a running API (API=http://127.0.0.1:8787) in a real browser (CHROMIUM=/usr/bin/chromium).
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: { include: ['test/browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
})
