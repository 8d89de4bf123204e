/** What the documents say of the project, once. */
export const about = {
  info: {
    title: 'Fondo Aperto',
    summary: 'Every figure that the public reports of the ESF programme 2014-2020 of Regione Lombardia state',
    'x-summary': 'I dati del POR FSE 2014-2020 di Regione Lombardia, ciascuno con il posto in cui è stampato',
    'x-api-id': 'fondo-aperto-por-fse-lombardia-2014-2020',
    description:
      'Open data of the European Social Fund programme 2014-2020 of Regione Lombardia (2014IT05SFOP007): financial plan and progress, participants, indicators, initiatives, structure, each figure with the place where it was printed. Read-only, no key, CORS for all. The extension chooses the format; a bare path is JSON. Unknown, repeated and empty parameters are refused, except utm_*, fbclid, gclid and _, which are ignored.',
    version: '1.0.0',
    termsOfService: 'https://creativecommons.org/licenses/by/4.0/',
    contact: {
      name: 'Fondo Aperto',
      url: 'https://fondo-aperto.example/',
      email: 'dati@fondo-aperto.example',
    },
  },
  release: '2026-11-21.1',
  /** A key of each dataset that exists in every release, for examples. */
  examples: {
    programme: ['2014it05sfop007'],
    sources: ['summary2022'],
    axes: ['2'],
    priorities: ['9i'],
    objectives: ['8.1'],
    actions: ['8.1.1'],
    audiences: ['1-recipient-01'],
    acts: ['c-2014-10098'],
    indicators: ['paid'],
    initiatives: ['nidi-gratis'],
    initiative_actions: ['nidi-gratis', '9.3.3'],
    observations: ['summary2022-0083'],
    facts: ['paid-2022-1'],
    snapshots: ['2022', 'total'],
  } as Readonly<Record<string, readonly string[]>>,
} as const
