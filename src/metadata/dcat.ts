import { licence } from '../figures/citation.ts'
import { about, omission } from './about.ts'
import type { Catalogue, CataloguedDataset } from './catalogue.ts'
import { checksumAlgorithm, distributionsOf } from './dcat-files.ts'
import { both, day, describe, iri, named, plain, type Term, type Triple } from './triples.ts'

const authority = 'http://publications.europa.eu/resource/authority'

const addressOf = (base: string, name?: string) => (name === undefined ? base : `${base}/${name}`)

/** The addresses of what the catalogue speaks of: stable, and each leads to a document about it. */
const addresses = (origin: string) => {
  const document = `${origin}/catalog.ttl`
  return {
    catalogue: `${document}#catalogue`,
    publisher: `${document}#publisher`,
    rightsHolder: `${document}#rights-holder`,
    contact: `${document}#contact`,
    period: `${document}#period`,
    service: `${origin}/v1#service`,
    home: `${origin}/`,
    dataset: ({ name }: { name?: string }) => `${addressOf(`${origin}/v1`, name)}#dataset`,
    version: (release: string, { name }: { name?: string }) =>
      `${addressOf(`${origin}/v1/releases/${release}`, name)}#dataset`,
  }
}

type Addresses = ReturnType<typeof addresses>

/** The addresses of the programme's official codes in some schemes. */
const official = ({ codes }: Catalogue, ...schemes: readonly string[]): Term[] =>
  codes
    .filter(({ subject, scheme, uri }) => subject === 'programme' && schemes.includes(scheme) && uri !== null)
    .map(({ uri }) => iri(uri!))

const languages = [iri(`${authority}/language/ITA`), iri(`${authority}/language/ENG`)]
const accessRights = iri(`${authority}/access-right/PUBLIC`)

/** What people look for: the fund, the region, the code of the programme, the axes. */
const keywords = ({ programme, axes }: Catalogue): Term[] => [
  ...both(programme.fund, programme.fund_en),
  ...both(
    `FSE ${programme.period_start}-${programme.period_end}`,
    `ESF ${programme.period_start}-${programme.period_end}`,
  ),
  ...both(programme.region, programme.region),
  ...both(programme.cci, programme.cci),
  ...axes.filter(({ kind }) => kind === 'axis').flatMap(({ title, title_en }) => both(title, title_en)),
]

const agents = ({ publisher, rightsHolder, contact }: Addresses, { programme }: Catalogue): Triple[] => [
  ...describe(publisher, ['foaf:Agent', 'dcatapit:Agent'], {
    'dct:identifier': plain(about['x-api-id']),
    'foaf:name': plain(about.contact.name),
    'foaf:homepage': iri(about.contact.url),
  }),
  ...describe(rightsHolder, ['foaf:Agent', 'dcatapit:Agent'], {
    'dct:identifier': plain(programme.ipa),
    'foaf:name': plain(programme.managing_body),
    'dct:type': iri('http://purl.org/adms/publishertype/RegionalAuthority'),
  }),
  ...describe(contact, ['vcard:Kind', 'vcard:Organization', 'dcatapit:Organization'], {
    'vcard:fn': plain(about.contact.name),
    'vcard:hasEmail': iri(`mailto:${about.contact.email}`),
    'vcard:hasURL': iri(about.contact.url),
  }),
]

/** What the catalogue refers to elsewhere and a reader wants named here. */
const references = ({ home, period }: Addresses, catalogue: Catalogue): Triple[] => {
  const { programme, lastDay } = catalogue
  const from = day(`${programme.period_start}-01-01`)
  const to = day(lastDay)
  return [
    ...describe(licence.url, ['dct:LicenseDocument', 'dcatapit:LicenseDocument'], {
      'dct:type': iri('http://purl.org/adms/licencetype/Attribution'),
      'foaf:name': plain(licence.title),
      'owl:versionInfo': plain('4.0'),
    }),
    ...describe(checksumAlgorithm, ['spdx:ChecksumAlgorithm'], {
      'owl:sameAs': named('spdx:checksumAlgorithm_sha256'),
    }),
    ...describe(home, ['foaf:Document'], {}),
    ...describe(`${authority}/data-theme`, ['skos:ConceptScheme'], {
      'dct:title': both('Temi dei dati', 'Data themes'),
    }),
    ...describe(period, ['dct:PeriodOfTime'], {
      'dcat:startDate': from,
      'dcat:endDate': to,
      'dcatapit:startDate': from,
      'dcatapit:endDate': to,
    }),
    ...official(catalogue, 'geonames').flatMap((place) =>
      'iri' in place
        ? describe(place.iri, ['dct:Location'], { 'skos:exactMatch': official(catalogue, 'nuts', 'istat_region') })
        : [],
    ),
  ]
}

const catalogueTriples = (at: Addresses, catalogue: Catalogue): Triple[] =>
  describe(at.catalogue, ['dcat:Catalog', 'dcatapit:Catalog'], {
    'dct:title': both(
      `${about.title}: ${catalogue.programme.title}`,
      `${about.title}: ${catalogue.programme.title_en}`,
    ),
    'dct:description': both(
      `${about['x-summary']}. ${omission.it} Pubblicato da ${about.contact.name}: non è un sito di ${catalogue.programme.managing_body}.`,
      `${about.summary}. ${omission.en} Published by ${about.contact.name}: not a site of ${catalogue.programme.managing_body}.`,
    ),
    'dct:publisher': iri(at.publisher),
    'dct:issued': day(catalogue.issued),
    'dct:modified': day(catalogue.published_at),
    'dct:language': languages,
    'dct:license': iri(licence.url),
    'dct:spatial': official(catalogue, 'geonames'),
    'dct:temporal': iri(at.period),
    'foaf:homepage': iri(at.home),
    'dcat:contactPoint': iri(at.contact),
    'dcat:themeTaxonomy': iri(`${authority}/data-theme`),
    'dcat:dataset': catalogue.datasets.map(({ dataset }) => iri(at.dataset(dataset))),
    'dcat:service': iri(at.service),
  })

const serviceTriples = (at: Addresses, origin: string, catalogue: Catalogue): Triple[] =>
  describe(at.service, ['dcat:DataService'], {
    'dct:title': both(`API di ${about.title}`, `${about.title} API`),
    'dct:description': both(`${about['x-summary']}. Senza chiave.`, `${about.summary}. No key is needed.`),
    'dcat:endpointURL': iri(`${origin}/v1`),
    'dcat:endpointDescription': iri(`${origin}/openapi.json`),
    'dcat:servesDataset': catalogue.datasets.map(({ dataset }) => iri(at.dataset(dataset))),
    'dcat:contactPoint': iri(at.contact),
    'dct:publisher': iri(at.publisher),
    'dct:license': iri(licence.url),
    'dct:accessRights': accessRights,
    'dct:language': languages,
    'dcat:theme': official(catalogue, 'data_theme'),
    'dcat:keyword': keywords(catalogue),
  })

/** The releases in which the rows moved, as versions: each leads to the rows that it had. */
const versionTriples = (at: Addresses, { dataset, versions }: CataloguedDataset): Triple[] =>
  versions.flatMap(({ release, changed_at }) =>
    describe(at.version(release, dataset), ['dcat:Resource'], {
      'dcat:version': plain(release),
      'dcat:isVersionOf': iri(at.dataset(dataset)),
      'dct:issued': day(changed_at),
    }),
  )

const datasetTriples = (
  at: Addresses,
  origin: string,
  catalogue: Catalogue,
  catalogued: CataloguedDataset,
): Triple[] => {
  const { dataset, manifest, issued, versions } = catalogued
  const { name, title, title_en, description, description_en } = dataset
  const { programme } = catalogue
  const address = (release: string) => iri(at.version(release, dataset))
  const current = versions.at(-1)
  const landing = addressOf(`${origin}/v1`, name)
  const distributions = distributionsOf(origin, catalogued, at.service)
  return [
    ...describe(at.dataset(dataset), ['dcat:Dataset', 'dcatapit:Dataset'], {
      'dct:identifier': plain([`${programme.ipa}:${programme.cci}`, ...(name === undefined ? [] : [name])].join('-')),
      'dct:title': both(`${title} (${programme.cci})`, `${title_en} (${programme.cci})`),
      'dct:description': both(description, description_en),
      'dct:issued': day(issued),
      'dct:modified': day(manifest.changed_at),
      'dct:publisher': iri(at.publisher),
      'dct:rightsHolder': iri(at.rightsHolder),
      'dct:accrualPeriodicity': iri(`${authority}/frequency/IRREG`),
      'dct:accessRights': accessRights,
      'dct:language': languages,
      'dct:spatial': official(catalogue, 'geonames'),
      'dct:temporal': iri(at.period),
      'dct:subject': official(catalogue, 'eurovoc'),
      'dcat:theme': official(catalogue, 'data_theme'),
      'dcat:keyword': [...both(title, title_en), ...keywords(catalogue)],
      'dcat:contactPoint': iri(at.contact),
      'dcat:landingPage': iri(landing),
      'owl:versionInfo': current && plain(current.release),
      'dcat:version': current && plain(current.release),
      'dcat:hasVersion': versions.map(({ release }) => address(release)),
      'dcat:hasCurrentVersion': current && address(current.release),
      'dcat:distribution': distributions.map(([distribution]) => iri(distribution)),
    }),
    ...describe(landing, ['foaf:Document'], {}),
    ...distributions.flatMap(([, triples]) => triples),
    ...versionTriples(at, catalogued),
  ]
}

/** The whole catalogue as statements, each once: DCAT-AP 3 and DCAT-AP_IT. Addresses of ours begin with `origin`. No node is without a name. */
export const dcat = (catalogue: Catalogue, origin: string): Triple[] => {
  const at = addresses(origin)
  return [
    ...catalogueTriples(at, catalogue),
    ...serviceTriples(at, origin, catalogue),
    ...agents(at, catalogue),
    ...references(at, catalogue),
    ...catalogue.datasets.flatMap((dataset) => datasetTriples(at, origin, catalogue, dataset)),
  ]
}
