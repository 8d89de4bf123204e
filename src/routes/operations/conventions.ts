import * as z from 'zod'
import { sharedSchemas } from '../../metadata/schemas.ts'
import { anywhere, type Entry } from './common.ts'

const shared = { handler: 'convention', tag: 'conventions', validated: true, failures: anywhere } as const

const linkTarget = z.strictObject({ href: z.url(), type: z.string().optional(), title: z.string().optional() })
const linkset = z
  .strictObject({ linkset: z.array(z.object({ anchor: z.url() }).catchall(z.array(linkTarget))) })
  .meta({ title: 'Linkset' })

/** What others ask for by convention, without having read anything of ours. */
export const conventionOperations: readonly Entry[] = [
  {
    ...shared,
    id: 'list_apis',
    path: '/.well-known/api-catalog',
    summary: 'Catalogue of APIs',
    description: 'Which API is here and what describes it, as links with their relations: RFC 9727.',
    answer: 'A set of links',
    contract: () => ({ answers: { 'application/linkset+json': linkset } }),
  },
  {
    ...shared,
    id: 'show_security_contact',
    path: '/.well-known/security.txt',
    summary: 'Where to report a security problem',
    description: 'The address for reports, and until when it surely holds: RFC 9116.',
    answer: 'A contact',
    contract: () => ({ answers: { 'text/plain; charset=utf-8': sharedSchemas.File } }),
  },
  {
    ...shared,
    id: 'show_robots',
    path: '/robots.txt',
    summary: 'What crawlers may read',
    description: 'Everything, the data too; and where the site map is.',
    answer: 'Rules for crawlers',
    contract: () => ({ answers: { 'text/plain; charset=utf-8': sharedSchemas.File } }),
  },
  {
    ...shared,
    id: 'list_addresses',
    path: '/sitemap.xml',
    summary: 'Site map',
    description: 'The addresses to index, with the instant at which the rows of each dataset last changed.',
    answer: 'A site map',
    contract: () => ({ answers: { 'application/xml; charset=utf-8': sharedSchemas.File } }),
  },
  {
    ...shared,
    id: 'show_summary',
    path: '/llms.txt',
    summary: 'The API on one page',
    description:
      'For language models and whoever likes it short: what it is, five requests, the rules that keep figures from being misread.',
    answer: 'One page, in Markdown',
    contract: () => ({ answers: { 'text/plain; charset=utf-8': sharedSchemas.File } }),
  },
  {
    ...shared,
    id: 'show_icon',
    path: '/favicon.ico',
    summary: 'Icon',
    description: 'What browsers show beside the title.',
    answer: 'An icon',
    contract: () => ({ answers: { 'image/x-icon': sharedSchemas.File } }),
  },
]
