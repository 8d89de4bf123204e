import { describe, expect, it } from 'vitest'
import { get, json } from './client.ts'
import { expectProblem } from './problem.ts'
import { publishReal } from './real.ts'

await publishReal()

interface Bad {
  path: string
  method: string
  status: number
  type: string
  /** `code parameter`, in any order; for 400 alone. */
  errors?: readonly string[]
  /** Literal parts of the detail. */
  says: readonly string[]
  cache?: string
}

const invalid = (path: string, errors: readonly string[], ...says: string[]): Bad => ({
  path,
  method: 'GET',
  status: 400,
  type: 'invalid-request',
  errors,
  says,
  cache: 'no-store',
})
const nothing = (path: string, ...says: string[]): Bad => ({
  path,
  method: 'GET',
  status: 404,
  type: 'not-found',
  says,
})
const noRow = (path: string, ...says: string[]): Bad => ({ ...nothing(path, ...says), cache: 'max-age=60' })
const refused = (method: string, path: string): Bad => ({
  path,
  method,
  status: 405,
  type: 'method-not-allowed',
  says: [`${method} is not allowed`],
  cache: 'no-store',
})
const tooLong = (path: string): Bad => ({
  path,
  method: 'GET',
  status: 414,
  type: 'uri-too-long',
  says: ['2001 characters', 'at most 2000'],
  cache: 'no-store',
})

const release = '2026-11-21.1'
const times = (count: number, text: string) => Array.from({ length: count }, () => text).join(',')
const padded = (path: string, length: number) => path.padEnd(length, 'x')

// A cursor is opaque, but nothing keeps a client from taking one apart and putting another together.
const toCursor = (parts: readonly unknown[]) => btoa(JSON.stringify(parts)).replaceAll('=', '')
const { links } = await json<{ links: { next: string } }>('/v1/facts?limit=1')
const cursor = new URL(links.next).searchParams.get('cursor')!
const cursorParts = JSON.parse(atob(cursor)) as string[]

const yearRange = 'a range is A..B, A.. or ..B of a year from 2000 to 2099'
const aYear = 'expected a year from 2000 to 2099'
const aNumber = 'expected a number with a decimal point'
const aLimit = 'a whole number from 1 to 10000'
const theAxes =
  'Allowed: 1 (Occupazione), 2 (Inclusione sociale e lotta alla povertà), 3 (Istruzione e formazione), 3_4 (Assi III e IV insieme), 4 (Capacità istituzionale e amministrativa), 5 (Assistenza tecnica), total (Tutto il programma)'
const noParameter = 'there is no such parameter here'

const parameters: Bad[] = [
  invalid('/v1/facts?axsi=1', ['unknown_parameter axsi'], 'did you mean axis?'),
  invalid('/v1/facts?Axis=1', ['unknown_parameter Axis'], 'did you mean axis?'),
  invalid('/v1/facts?axis[]=1', ['unknown_parameter axis[]'], 'did you mean axis?'),
  invalid('/v1/facts?year>=2018', ['unknown_parameter year>'], 'did you mean year?'),
  invalid('/v1/facts?limits=5', ['unknown_parameter limits'], 'did you mean limit?'),
  invalid('/v1/facts?page=2', ['unknown_parameter page'], noParameter),
  invalid('/v1/facts?=1', ['unknown_parameter '], noParameter),
  invalid('/v1/facts?__proto__=1', ['unknown_parameter __proto__'], noParameter),
  invalid('/v1/facts?constructor=1', ['unknown_parameter constructor'], noParameter),
  invalid('/v1/facts/paid-2022-1?axsi=1', ['unknown_parameter axsi'], noParameter, 'Allowed: fields, labels.'),
  invalid(
    '/v1/facts/paid-2022-1?axis=1',
    ['unknown_parameter axis'],
    'accepts only fields and labels; to filter, use /v1/facts.',
  ),
  invalid('/v1/facts?zzz=1&zzz=2', ['unknown_parameter zzz'], noParameter),
  invalid('/v1/facts?axis=1&axis=2', ['repeated_parameter axis'], 'given 2 times; give it once'),
  invalid('/v1/facts?axis=1&axis=1&axis=', ['repeated_parameter axis'], 'given 3 times; give it once'),
  invalid('/v1/facts?sort=value&sort=code', ['repeated_parameter sort'], 'give it once'),
  invalid('/v1/facts?limit=1&limit=1', ['repeated_parameter limit'], 'give it once'),
  invalid('/v1/facts?q=a&q=b', ['repeated_parameter q'], 'give it once'),
  invalid('/v1/facts?axis=', ['empty_value axis'], 'leave the parameter out, or write none for rows without a value'),
  invalid('/v1/facts?axis', ['empty_value axis'], 'leave the parameter out'),
  invalid('/v1/facts?year=', ['empty_value year'], 'year: a value is empty; leave the parameter out.'),
  invalid('/v1/facts?year=&value=', ['empty_value year', 'empty_value value'], 'year: a value is empty'),
  invalid('/v1/facts?axis=1,,2', ['empty_value axis'], 'a value is empty'),
  invalid('/v1/facts?axis=1,2,', ['empty_value axis'], 'a value is empty'),
  invalid('/v1/facts?labels=', ['empty_value labels'], 'labels: '),
  invalid('/v1/facts?limit=', ['empty_value limit'], 'limit: '),
  invalid('/v1/facts?cursor=', ['empty_value cursor'], 'cursor: '),
]

const values: Bad[] = [
  invalid(
    '/v1/facts?axis=II',
    ['unknown_value axis'],
    'did you mean 2 (Inclusione sociale e lotta alla povertà)?',
    theAxes,
  ),
  invalid('/v1/facts?axis=Occupazione', ['unknown_value axis'], 'did you mean 1 (Occupazione)?'),
  invalid('/v1/facts?axis=Asse%20IV', ['unknown_value axis'], 'did you mean 4 (Capacità istituzionale'),
  invalid('/v1/facts?axis=TOTAL', ['unknown_value axis'], 'did you mean total (Tutto il programma)?'),
  invalid('/v1/facts?sex=Female', ['unknown_value sex'], 'did you mean female (Femmine)?'),
  invalid('/v1/facts?sex=f', ['unknown_value sex'], 'Allowed: total (Totale), female (Femmine), male (Maschi), none'),
  invalid('/v1/facts?axis=6', ['unknown_value axis'], theAxes),
  invalid('/v1/facts?axis=%201', ['unknown_value axis'], 'did you mean 1 (Occupazione)?'),
  invalid('/v1/facts?axis=%EF%BC%91', ['unknown_value axis'], theAxes),
  invalid('/v1/facts?axis=1..3', ['unknown_value axis'], theAxes),
  invalid('/v1/facts?basis=actuals', ['unknown_value basis'], 'did you mean actual (Valore effettivo)?'),
  invalid('/v1/axes?code=II', ['unknown_value code'], 'did you mean 2 (Inclusione sociale'),
  invalid('/v1/axes?members=1%202', ['unknown_value members'], theAxes),
  invalid('/v1/observations?inferred=constructor', ['unknown_value inferred'], 'Allowed: axis (Asse)'),
  invalid('/v1/facts?indicator=payd', ['unknown_value indicator'], 'did you mean paid (Pagamenti ai beneficiari)?'),
  invalid('/v1/facts.csv?indicator=payd', ['unknown_value indicator'], 'did you mean paid (Pagamenti'),
  invalid('/v1/facts?indicator=Paid', ['unknown_value indicator'], 'did you mean paid (Pagamenti ai beneficiari)?'),
  invalid('/v1/facts?initiative=cig', ['unknown_value initiative'], 'did you mean cigd'),
  invalid('/v1/initiative_actions?action=9.8.2', ['unknown_value action'], '"9.8.2" is not in the list. Allowed: '),
  invalid('/v1/indicators?code=payd', ['unknown_value code'], 'did you mean paid (Pagamenti ai beneficiari)?'),
  invalid('/v1/actions?code=8.1.99', ['unknown_value code'], '"8.1.99" is not in the list. Allowed: '),
  invalid('/v1/observations?id=summary2018-1', ['unknown_value id'], 'expected a source, - and four digits'),
  invalid('/v1/facts?period=2014-15', ['unknown_value period'], 'expected YYYY, YYYY-YYYY, YYYY/YYYY'),
  invalid('/v1/facts?year=abc', ['unknown_value year'], aYear),
  invalid('/v1/facts?year=2022.0', ['unknown_value year'], aYear),
  invalid('/v1/facts?year=2018-2020', ['unknown_value year'], aYear),
  invalid('/v1/facts?year=%2B2022', ['unknown_value year'], aYear),
  invalid('/v1/facts?year=22', ['unknown_value year'], aYear),
  invalid('/v1/facts?year=20222', ['unknown_value year'], aYear),
  invalid('/v1/observations?line=0', ['unknown_value line'], 'expected a whole number from 1'),
  invalid('/v1/acts?date=2020-02-30', ['unknown_value date'], 'expected a date YYYY-MM-DD'),
  invalid('/v1/acts?date=17/12/2014', ['unknown_value date'], 'expected a date YYYY-MM-DD'),
  invalid('/v1/facts?value=1.1234567', ['unknown_value value'], aNumber),
  invalid('/v1/facts?value=1234567890123456', ['unknown_value value'], aNumber),
  invalid('/v1/observations?line=1234567890123456', ['unknown_value line'], 'expected a whole number from 1'),
  invalid('/v1/facts?value=1.234.567,89', ['unknown_value value'], aNumber),
  invalid('/v1/facts?value=1,5..2,5', ['bad_range value'], 'the first bound is above the second'),
  invalid('/v1/facts?value=1e5', ['unknown_value value'], aNumber),
  invalid('/v1/facts?value=.5', ['unknown_value value'], aNumber),
  invalid('/v1/facts?value=0x10', ['unknown_value value'], aNumber),
  invalid('/v1/facts?value=NaN', ['unknown_value value'], aNumber),
  invalid('/v1/facts?value=-Infinity', ['unknown_value value'], aNumber),
  invalid(`/v1/facts?axis=${times(51, '1')}`, ['too_many axis'], '51 values; at most 50 are allowed'),
  invalid(`/v1/facts?year=${times(60, '2022')}`, ['too_many year'], '60 values; at most 50 are allowed'),
]

const ranges: Bad[] = [
  invalid('/v1/facts?year=2020..2018', ['bad_range year'], 'the first bound is above the second'),
  invalid('/v1/acts?date=2020-01-02..2020-01-01', ['bad_range date'], 'the first bound is above the second'),
  invalid('/v1/facts?value=2..-2', ['bad_range value'], 'the first bound is above the second'),
  invalid('/v1/facts?year=..', ['bad_range year'], yearRange),
  invalid('/v1/facts?year=2018...2020', ['bad_range year'], yearRange),
  invalid('/v1/facts?year=2018..2020..2022', ['bad_range year'], yearRange),
  invalid('/v1/facts?year=a..b', ['bad_range year'], yearRange),
  invalid('/v1/facts?year=2018..x', ['bad_range year'], yearRange),
  invalid('/v1/facts?year=18..22', ['bad_range year'], yearRange),
  invalid('/v1/facts?year=latest..', ['bad_range year'], yearRange),
  invalid('/v1/facts?year=none..2020', ['bad_range year'], yearRange),
  invalid('/v1/facts?value=0..1.1234567', ['bad_range value'], 'a range is A..B, A.. or ..B of a number'),
  invalid('/v1/acts?date=2020..2021', ['bad_range date'], 'a range is A..B, A.. or ..B of a date YYYY-MM-DD'),
]

const words: Bad[] = [
  invalid('/v1/facts?year=none', ['unknown_value year'], aYear),
  invalid(
    '/v1/facts?indicator=none',
    ['unknown_value indicator'],
    '"none" is not in the list. Allowed: age_below (Età inferiore a), age_from',
  ),
  invalid('/v1/facts?status=none', ['unknown_value status'], 'Allowed: printed (Stampato in un documento), missing'),
  invalid('/v1/snapshots?date=none', ['unknown_value date'], 'expected a date YYYY-MM-DD'),
  invalid('/v1/facts?axis=all', ['unknown_value axis'], theAxes),
  invalid('/v1/facts?year=all', ['unknown_value year'], aYear),
  invalid('/v1/facts?indicator=all', ['unknown_value indicator'], 'Allowed: age_below (Età inferiore a), age_from'),
  invalid('/v1/facts?indicator=latest', ['unknown_value indicator'], 'Allowed: age_below (Età inferiore a), age_from'),
  invalid('/v1/snapshots?date=latest', ['unknown_value date'], 'expected a date YYYY-MM-DD'),
  invalid('/v1/programme?period_end=latest', ['unknown_value period_end'], aYear),
]

const reserved: Bad[] = [
  invalid('/v1/facts?q=', ['empty_value q'], 'nothing to search for'),
  invalid('/v1/facts?q=%20%09', ['empty_value q'], 'nothing to search for'),
  invalid(`/v1/facts?q=${'a'.repeat(101)}`, ['too_long q'], 'at most 100 characters are allowed'),
  invalid(
    '/v1/axes?qq=x',
    ['unknown_parameter qq'],
    'Allowed: code, kind, members, q, sort, fields, labels, limit, cursor.',
  ),
  invalid('/v1/releases?q=x', ['unknown_parameter q'], 'this address takes no parameters'),
  invalid('/v1/facts?sort=valu', ['unknown_value sort'], 'did you mean value?'),
  invalid('/v1/facts?sort=release', ['unknown_value sort'], 'Allowed: code, indicator, basis, year'),
  invalid('/v1/facts?sort=', ['empty_value sort'], 'a value is empty'),
  invalid('/v1/facts?sort=-', ['empty_value sort'], 'a value is empty'),
  invalid('/v1/facts?sort=--value', ['unknown_value sort'], 'did you mean -value?'),
  invalid('/v1/facts?sort=value,-value', ['repeated_parameter sort'], '"value" is given twice'),
  invalid('/v1/facts?sort=+value', ['unknown_value sort'], 'did you mean value?'),
  invalid('/v1/facts?sort=%2Bvalue', ['unknown_value sort'], 'did you mean value?'),
  invalid('/v1/facts?sort=value%20desc', ['unknown_value sort'], 'did you mean -value?'),
  invalid('/v1/facts?fields=code,valu', ['unknown_value fields'], 'did you mean value?'),
  invalid('/v1/facts?fields=code,code', ['repeated_parameter fields'], '"code" is given twice'),
  invalid('/v1/facts?fields=', ['empty_value fields'], 'a value is empty'),
  invalid('/v1/facts?fields=code,', ['empty_value fields'], 'a value is empty'),
  invalid('/v1/facts?fields=*', ['unknown_value fields'], 'Allowed: code, indicator, basis, year'),
  invalid('/v1/facts?fields=axis_label&labels=it', ['unknown_value fields'], 'Allowed: code, indicator, basis'),
  invalid('/v1/facts?labels=fr', ['unknown_value labels'], 'Allowed: it, en.'),
  invalid('/v1/facts?labels=IT', ['unknown_value labels'], 'did you mean it?'),
  invalid('/v1/facts?labels=it,en', ['unknown_value labels'], 'Allowed: it, en.'),
  invalid('/v1/facts?limit=0', ['unknown_value limit'], aLimit),
  invalid('/v1/facts?limit=-1', ['unknown_value limit'], aLimit),
  invalid('/v1/facts?limit=10001', ['unknown_value limit'], aLimit),
  invalid('/v1/facts?limit=abc', ['unknown_value limit'], aLimit),
  invalid('/v1/facts?limit=1.5', ['unknown_value limit'], aLimit),
  invalid('/v1/facts?limit=1e3', ['unknown_value limit'], aLimit),
  invalid('/v1/facts.csv?limit=5', ['unknown_parameter limit'], noParameter),
  invalid('/v1/facts.it.csv?limit=5', ['unknown_parameter limit'], noParameter),
  invalid('/v1/facts.ndjson?limit=5', ['unknown_parameter limit'], noParameter),
  invalid(`/v1/facts.csv?cursor=${cursor}`, ['unknown_parameter cursor'], noParameter),
  invalid(`/v1/facts.ndjson?cursor=${cursor}`, ['unknown_parameter cursor'], noParameter),
  invalid('/v1/actions?title=Lavoro', ['unknown_parameter title'], 'Allowed: code, objective, source, line, q, sort'),
  invalid('/v1/facts?reason=x', ['unknown_parameter reason'], noParameter),
  invalid('/v1/sources.csv?publisher=x', ['unknown_parameter publisher'], noParameter),
  invalid('/v1/facts?cursor=!!', ['unknown_value cursor'], 'follow links.next'),
  invalid('/v1/facts?cursor=abc', ['unknown_value cursor'], 'follow links.next'),
  invalid(`/v1/facts?cursor=${'A'.repeat(601)}`, ['unknown_value cursor'], 'follow links.next'),
  invalid(`/v1/facts?cursor=${toCursor([1, 2, 3])}`, ['unknown_value cursor'], 'follow links.next'),
  invalid(`/v1/facts?cursor=${toCursor(['__proto__'])}`, ['unknown_value cursor'], 'follow links.next'),
  invalid(`/v1/facts?axis=1&limit=1&cursor=${cursor}`, ['unknown_value cursor'], 'belongs to another query'),
  invalid(`/v1/facts?sort=-value&limit=1&cursor=${cursor}`, ['unknown_value cursor'], 'belongs to another query'),
  invalid(`/v1/observations?limit=1&cursor=${cursor}`, ['unknown_value cursor'], 'belongs to another query'),
  invalid(`/v1/releases/${release}/facts?cursor=${cursor}`, ['unknown_value cursor'], 'belongs to another query'),
  // A release, a row and a key that are not there; then a key with a part too few and one too many.
  invalid(
    `/v1/facts?limit=1&cursor=${toCursor(['2020-01-01.1', ...cursorParts.slice(1)])}`,
    ['unknown_value cursor'],
    'cursor: ',
  ),
  invalid(
    `/v1/facts?limit=1&cursor=${toCursor([...cursorParts.slice(0, 2), 'nope'])}`,
    ['unknown_value cursor'],
    'the row that it names is not there',
  ),
  invalid(`/v1/facts?limit=1&cursor=${toCursor(cursorParts.slice(0, 2))}`, ['unknown_value cursor'], 'cursor: '),
  invalid(`/v1/facts?limit=1&cursor=${toCursor([...cursorParts, 'more'])}`, ['unknown_value cursor'], 'cursor: '),
]

const several: Bad[] = [
  invalid(
    '/v1/facts?foo=1&axis=9&year=abc&sort=zz&limit=0&labels=xx',
    [
      'unknown_parameter foo',
      'unknown_value axis',
      'unknown_value year',
      'unknown_value sort',
      'unknown_value limit',
      'unknown_value labels',
    ],
    'foo: there is no such parameter here',
    'axis: "9" is not in the list',
    'year: got "abc"',
  ),
  invalid('/v1/facts?axis=9,II', ['unknown_value axis', 'unknown_value axis'], 'axis: "9"', 'axis: "II"'),
  invalid(
    '/v1/facts?indicator=payd,pade',
    ['unknown_value indicator', 'unknown_value indicator'],
    'indicator: "payd"',
    'indicator: "pade"',
  ),
  invalid('/v1/facts?year=x..y,z', ['bad_range year', 'unknown_value year'], 'got "x..y"', 'got "z"'),
  invalid('/v1/facts?foo=1&bar=2', ['unknown_parameter foo', 'unknown_parameter bar'], 'foo: ', 'bar: '),
  invalid('/v1/facts?axis=9&indicator=payd', ['unknown_value axis', 'unknown_value indicator'], 'did you mean paid'),
  invalid(
    '/v1/facts?axsi=1&initiative=cig',
    ['unknown_parameter axsi', 'unknown_value initiative'],
    'did you mean cigd',
  ),
]

const places: Bad[] = [
  nothing('/v1/fact', 'did you mean facts?', 'There are: programme, sources, axes'),
  nothing('/v1/Facts', 'did you mean facts?'),
  nothing('/v1/observation.csv', 'did you mean observations?'),
  nothing('/v1/snapshot/2022', 'did you mean snapshots?'),
  nothing('/v1/nope/x', 'There is no dataset "nope"', 'There are: programme, sources, axes'),
  nothing('/v1/pointer', 'There is no dataset "pointer"'),
  nothing('/v1/constructor', 'There is no dataset "constructor"'),
  nothing('/v1//facts', 'There is no dataset ""'),
  nothing('/v1/.csv', 'There is no dataset ""'),
  nothing('/v1/facts.xml', 'There is no format ".xml"', '.it.csv, .ndjson', '.json', '.csv'),
  nothing('/v1/facts.xlsx', 'There is no format ".xlsx"'),
  nothing('/v1/facts.jsonl', 'There is no format ".jsonl"'),
  nothing('/v1/facts.CSV', 'There is no format ".CSV"'),
  nothing('/v1/facts.csv.gz', 'There is no format ".csv.gz"'),
  nothing('/v1/releases/x/facts', 'There is no release "x"', `There are: ${release}.`),
  nothing('/v1/releases/2026-11-21.2/facts.csv', 'There is no release "2026-11-21.2"', release),
  nothing(`/v1/releases/${release}/nope`, 'There is no dataset "nope"'),
  nothing('/v1/snapshots/2022/1/2', 'The key of snapshots is year/axis'),
  nothing('/v1/initiative_actions/cigd/9.8.1/x', 'The key of initiative_actions is initiative/action'),
  noRow(
    '/v1/facts/paid-2022-9',
    'There is no "paid-2022-9" in facts. The codes that begin with "paid-2022": paid-2022-1, paid-2022-2',
  ),
  noRow(
    '/v1/facts/paid-2022-9.csv',
    'There is no "paid-2022-9" in facts. The codes that begin with "paid-2022": paid-2022-1, paid-2022-2',
  ),
  noRow('/v1/facts/PAID-2022-1', 'Did you mean "paid-2022-1"?'),
  nothing('/v1/facts/paid-2022-1.xml', 'There is no format ".xml"', '.csv'),
  noRow('/v1/facts/paid-2022-1/x', 'Did you mean "paid-2022-1"?'),
  noRow('/v1/facts/latest', 'There is no "latest" in facts'),
  noRow('/v1/axes/II', 'Did you mean "2"?'),
  noRow('/v1/axes/Occupazione', 'Did you mean "1"?'),
  noRow('/v1/indicators/payd', 'Did you mean "paid"?'),
  noRow(
    '/v1/observations/summary2018-9999',
    'There is no "summary2018-9999" in observations. /v1/observations lists what there is.',
  ),
  noRow('/v1/initiative_actions/cigd/9.8.2', 'There is no "9.8.2" in initiative_actions/cigd', '9.8.1'),
  noRow('/v1/snapshots/2019', '2018, 2020, 2022', 'For 2019 and 2021 there are at most a few single figures'),
  noRow('/v1/snapshots/2021.csv', '2018, 2020, 2022', 'For 2019 and 2021 there are at most a few single figures'),
  noRow('/v1/snapshots/2019/total', 'There is no "2019" in snapshots', '2018, 2020, 2022'),
  noRow(
    `/v1/releases/${release}/snapshots/2019`,
    '2018, 2020, 2022',
    'For 2019 and 2021 there are at most a few single figures',
  ),
  noRow('/v1/snapshots/2022/7', 'There is no "7" in snapshots/2022', 'There are: 1, 2, 3, 4, 5, total'),
  noRow('/v1/snapshots/latest/II', 'There is no "II" in snapshots/2022', 'Did you mean "2"?'),
]

const hostile: Bad[] = [
  nothing('/v1/facts/%zz', 'not percent-encoded UTF-8'),
  nothing('/v1/%E0%A4%A', 'not percent-encoded UTF-8'),
  nothing('/v1/%C3%28/x', 'not percent-encoded UTF-8'),
  nothing('/v1/releases/%zz/facts', 'not percent-encoded UTF-8'),
  nothing('/v1/facts%2Fpaid-2022-1', 'There is no dataset'),
  nothing('/v1/facts%00', 'did you mean facts?'),
  nothing('/v1/%0D%0ASet-Cookie:%20a=b', 'There is no dataset'),
  noRow('/v1/facts/%00', 'in facts'),
  noRow('/v1/facts/paid-2022-1%00', 'Did you mean "paid-2022-1"?'),
  noRow('/v1/facts/paid-2022-1%0A', 'Did you mean "paid-2022-1"?'),
  noRow('/v1/facts/..%2F..%2Fpointer', 'in facts'),
  noRow("/v1/facts/paid-2022-1'%20or%20'1'='1", 'in facts'),
  noRow('/v1/facts/x;drop%20table%20facts', 'in facts'),
  noRow('/v1/snapshots/2022%20or%201=1', '2018, 2020, 2022'),
  nothing("/v1/releases/x'%20or%201=1--/facts", 'There is no release', release),
  nothing('/v1/facts;--', 'did you mean facts?'),
  invalid('/v1/facts?axis=%zz', ['unknown_value axis'], theAxes),
  invalid('/v1/facts?axis=%E0%A4%A', ['unknown_value axis'], theAxes),
  invalid('/v1/facts?axis=%00', ['unknown_value axis'], theAxes),
  invalid('/v1/facts?axis=1%00', ['unknown_value axis'], 'did you mean 1 (Occupazione)?'),
  invalid('/v1/facts?axis=1%0D%0A', ['unknown_value axis'], theAxes),
  invalid('/v1/facts?year=2022%0A', ['unknown_value year'], aYear),
  invalid('/v1/facts?indicator=paid%0A', ['unknown_value indicator'], 'Allowed: age_below (Età inferiore a), age_from'),
  invalid('/v1/facts?value=%D9%A3', ['unknown_value value'], aNumber),
  invalid('/v1/facts?a%00xis=1', ['unknown_parameter a\u0000xis'], 'did you mean axis?'),
  invalid("/v1/facts?axis=1'%20or%20'1'='1", ['unknown_value axis'], theAxes),
  invalid("/v1/facts?indicator=paid');drop%20table%20facts;--", ['unknown_value indicator'], 'is not in the list'),
  invalid('/v1/facts?year=2022;--', ['unknown_value year'], aYear),
  invalid('/v1/facts?value=1)%20union/**/select/**/1', ['unknown_value value'], aNumber),
  invalid('/v1/facts?sort=value;drop%20table%20facts', ['unknown_value sort'], 'Allowed: code, indicator'),
  invalid('/v1/facts?fields=code%20from%20pointer--', ['unknown_value fields'], 'Allowed: code, indicator'),
  invalid("/v1/facts?1=1'--", ['unknown_parameter 1'], noParameter),
]

const methods: Bad[] = [
  ...['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'].map((method) => refused(method, '/v1/facts')),
  refused('DELETE', '/v1/facts/paid-2022-1'),
  refused('POST', '/v1/facts?axis=II'),
  refused('POST', '/v1/status'),
  refused('PURGE', '/v1/facts.csv'),
]

const long: Bad[] = [
  tooLong(padded('/v1/', 2001)),
  tooLong(padded('/v1/facts?q=', 2001)),
  tooLong(padded('/v1/facts?utm_source=', 2001)),
]

const table = [
  ...parameters,
  ...values,
  ...ranges,
  ...words,
  ...reserved,
  ...several,
  ...places,
  ...hostile,
  ...methods,
  ...long,
]

const shown = ({ method, path }: Bad) => `${method} ${path.length > 100 ? `${path.slice(0, 100)}…` : path}`

describe('a bad request', () => {
  it.each(table.map((bad) => [shown(bad), bad] as const))('%s', async (_, bad) => {
    const { path, method, status, type, errors, says, cache } = bad
    const response = await get(path, { method })
    expect(response.status).toBe(status)
    const problem = await expectProblem(response, path)
    expect(problem.type).toBe(`http://api.test/problems/${type}`)
    expect(problem.errors?.map((one) => `${one.code} ${one.parameter}`).toSorted()).toEqual(errors?.toSorted())
    for (const part of says) expect(problem.detail).toContain(part)
    if (cache !== undefined) expect(response.headers.get('cache-control')).toBe(cache)
    if (status === 405) expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  })

  it.each(['/v1/facts?axis=II', '/v1/facts/paid-2022-9', '/v1/fact', padded('/v1/', 2001)])(
    'HEAD %s has the status and headers of GET, and no body',
    async (path) => {
      const [head, whole] = await Promise.all([get(path, { method: 'HEAD' }), get(path)])
      expect(head.status).toBe(whole.status)
      expect(await head.text()).toBe('')
      expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(whole.headers))
      await whole.text()
    },
  )

  // Nothing caches a 400, so a short URL must not buy a long answer over and over.
  it.each([
    ['empty sort columns', `sort=${','.repeat(1900)}`],
    ['unknown fields', `fields=${times(900, 'a')}`],
    ['unknown parameters', Array.from({ length: 500 }, (_, at) => String(at)).join('&')],
    ['unknown codes', `initiative=${Array.from({ length: 50 }, (_, at) => `zz${at}`).join(',')}`],
  ])('with many %s is answered in at most 100 kB', async (_, query) => {
    const response = await get(`/v1/facts?${query}`)
    expect(response.status).toBe(400)
    expect((await response.text()).length).toBeLessThan(100_000)
  })
})

const pages: Bad[] = [
  nothing('/nope', 'The data are below /v1'),
  nothing('/V1/facts', 'The data are below /v1'),
  nothing('/v1facts', 'The data are below /v1'),
  nothing('/problems/nope', 'There is no problem type', 'nope'),
  nothing('/problems/constructor', 'There is no problem type', 'constructor'),
  refused('POST', '/nope'),
  refused('PUT', '/'),
  tooLong(padded('/nope/', 2001)),
]

describe('at an address for people', () => {
  it.each(pages.map((bad) => [shown(bad), bad] as const))('a bad request gets a page: %s', async (_, bad) => {
    const { path, method, status, says } = bad
    const response = await get(path, { method })
    const page = await response.text()
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8'])
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(response.headers.get('cache-control')).toBe('no-store')
    for (const part of says) expect(page).toContain(part)
    expect(page).toContain('<html lang="en">')
  })
})

describe('at its bound a request is good', () => {
  it.each([
    padded('/v1/facts?limit=1&utm_source=', 2000),
    `/v1/facts?axis=${times(50, '1')}`,
    `/v1/facts?q=${'a'.repeat(100)}`,
    '/v1/facts?limit=10000',
    '/v1/facts?value=-12345678901.1234',
    '/v1/facts?year=2000,2099',
  ])('%s', async (path) => {
    const response = await get(path)
    await response.text()
    expect(response.status).toBe(200)
  })
})
