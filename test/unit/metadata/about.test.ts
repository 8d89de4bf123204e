import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { about } from '../../../src/metadata/about.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, '../../..', name), 'utf8')

describe('publiccode.yml', () => {
  const text = read('publiccode.yml')
  const value = (key: string) => text.match(new RegExp(`^ *-? *${key}: '?(.*?)'?$`, 'm'))?.[1]

  it('has the repository as its url, and the service as its landing page', () => {
    expect(value('url')).toMatch(/^https:\/\/.*\.git$/)
    expect(value('landingURL')).toBe(about.contact.url)
  })

  it('states version, licence and contact as they are', () => {
    const { version, license } = JSON.parse(read('package.json')) as { version: string; license: string }
    expect([value('softwareVersion'), value('license')]).toEqual([version, license])
    expect(value('email')).toBe(about.contact.email)
  })

  it('keeps the bounds of the standard', () => {
    const short = [...text.matchAll(/shortDescription: (.*)/g)].map(([, words]) => words!.length)
    expect(short).toHaveLength(2)
    for (const length of short) expect(length).toBeLessThanOrEqual(150)
  })
})

it('SECURITY.md names the same contact', () => {
  expect(read('SECURITY.md')).toContain(`Write to ${about.contact.email}`)
})
