import { applyD1Migrations, env } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { publish, type SeedRows } from '../commands/publish.ts'

// Storage is one a file: every test file starts from the small seed, published as the first release.
await applyD1Migrations(env.DB, env.MIGRATIONS)
await publish(drizzle(env.DB), JSON.parse(env.SEED) as SeedRows, new Date('2026-11-21T08:00:00Z'))
