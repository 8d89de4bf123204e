import { describe, expect, it } from 'vitest'
import { deprecation, deprecationHeaders, deprecationText } from '../../../src/dataset/deprecation.ts'
import { datasets } from '../../../src/datasets/index.ts'
import { openapi } from '../../../src/metadata/openapi.ts'
import { datasetOperations } from '../../../src/routes/operations/datasets.ts'
import { operations } from '../../../src/routes/operations/index.ts'
import { routesOf } from '../../../src/routes/router.ts'

const declared = { since: '2027-01-15', sunset: '2028-01-15', successor: '/v1/facts' }

describe('deprecation', () => {
  it('is told by headers that machines read', () => {
    expect(deprecationHeaders(deprecation(declared), 'https://api.test')).toEqual({
      Deprecation: '@1799971200',
      Sunset: 'Sat, 15 Jan 2028 00:00:00 GMT',
      Link: '<https://api.test/v1/facts>; rel="successor-version"',
    })
  })

  it('leaves twelve months, as the stability policy says', () => {
    expect(() => deprecation({ ...declared, sunset: '2028-01-14' })).toThrow(
      'A deprecation since 2027-01-15 ends on 2028-01-14: 12 months are promised, so not before 2028-01-15.',
    )
    expect(() => deprecation({ ...declared, sunset: 'soon' })).toThrow('12 months are promised')
  })

  it('marks every address of a dataset in the document', () => {
    const facts = datasets.find(({ name }) => name === 'facts')!
    const list = datasetOperations({ ...facts, deprecated: deprecation(declared) })
    expect(list.map(({ deprecated }) => deprecated)).toEqual(list.map(() => declared))
    const { paths } = openapi(list, [], {}) as {
      paths: Record<string, { get: { deprecated?: boolean; description: string } }>
    }
    expect(paths['/facts']!.get).toMatchObject({ deprecated: true })
    expect(paths['/facts']!.get.description.startsWith(`${deprecationText(declared)}\n\n`)).toBe(true)
    expect(deprecationText(declared)).toBe(
      'Deprecated since 2027-01-15; it goes on 2028-01-15. Use `/v1/facts` instead.',
    )
  })

  it('is declared of nothing now', () => {
    expect(operations.filter(({ deprecated }) => deprecated)).toEqual([])
    expect(routesOf(operations).length).toBeGreaterThan(10)
  })
})
