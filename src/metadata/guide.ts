import { pageRowsMax } from '../dataset/bounds.ts'
import { clientSeconds, freshnessSeconds, limitRequests, limitSeconds } from '../dataset/freshness.ts'
import { about, omission } from './about.ts'

/** An address in Markdown, to click. */
const at = (origin: string, path: string) => `[\`${path}\`](${origin}${path})`

/** What a newcomer reads first, in Markdown: five minutes with addresses to click, then the rules. */
export const guide = (
  origin: string,
): string => `${about.summary}, 2014IT05SFOP007: money, people, targets, initiatives. ${omission.en} Each figure comes with the document, the line and the very string that was printed. Reading needs no key and costs nothing; the data are [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/).

**In italiano.** ${about['x-summary']}: denaro, persone, target, iniziative. ${omission.it} Ogni cifra ha il documento, la riga e la stringa stampata. Senza chiave e senza registrazione. Si comincia da ${at(origin, '/v1')}; per un foglio di calcolo: ${at(origin, '/v1/snapshots/latest.it.csv')}. Titoli in italiano si chiedono con \`labels=it\`.

# Five minutes

1. **What is there?** ${at(origin, '/v1')} lists the datasets, with the number of rows and the addresses of each.
2. **The year at a glance.** ${at(origin, '/v1/snapshots/latest/total')} is one row: money and people of the whole programme, from the newest report. For each axis: ${at(origin, '/v1/snapshots/latest')}.
3. **One figure.** ${at(origin, '/v1/facts/paid-2022-1')}: what was paid in axis 1 by the end of 2022, how it was printed, and how to cite it. A code such as \`paid-2022-1\` never changes.
4. **Where does it come from?** The answer links to its print, ${at(origin, '/v1/observations/summary2022-0083')}: document, table, line, the printed string.
5. **A question.** Columns are parameters: ${at(origin, '/v1/facts?indicator=paid&axis=1,2&year=2018..2022&fields=code,value')}.
6. **A spreadsheet.** The end of the address chooses the format: ${at(origin, '/v1/snapshots/2022.csv')}, with Italian settings ${at(origin, '/v1/snapshots/2022.it.csv')}.
7. **A footnote.** ${at(origin, '/v1/facts/paid-2022-1.bib')} for BibTeX, ${at(origin, '/v1/facts/paid-2022-1.csl.json')} for Zotero and Pandoc; in words under \`meta.citation\`.
8. **What does not add up?** ${at(origin, '/v1/checks?outcome=fails,explained')}: what the documents say to add up and does not, with the reason.

# Rules for the figures

* **A figure is served as printed, even where it is wrong.** Then a note explains: \`meta.notes\` of each answer.
* **Never sum \`observations\`**: the same fact stands there as often as it was printed. \`facts\` has each once.
* **Never sum cumulative figures of two years**: those of 2022 hold those of 2018. \`meta.indicators\` says over what a figure may be summed.
* **Nothing is guessed.** \`null\`: the text we have does not give the figure (never printed, lost with an image, or not applicable); \`reason\` says which. Not every year has a report: [\`sources\`](${origin}/v1/sources) lists those that there are.

# Addresses

\`/v1/{dataset}\` is a table, \`/v1/{dataset}/{key}\` one row of it; where a key has several parts, its beginning gives the rows below it. A bare address is JSON; \`.csv\`, \`.it.csv\`, \`.ndjson\` and the others that each dataset lists are files. \`/v1/releases/{release}/...\` is the same as of one day, and never changes.

JSON is always \`{ "data": …, "meta": …, "links": … }\`. Follow \`links\` instead of building addresses. A page holds up to ${pageRowsMax.toLocaleString('en')} rows, which is more than any dataset has; files are always whole.

# Parameters

A column is a parameter: \`axis=1,2\` means any of the two, several parameters narrow each other, \`none\` finds the rows without a value, numbers and dates take ranges (\`year=2018..2020\`, \`value=1000000..\`). An address of one row takes \`fields\` and \`labels\` alone.

A parameter that is unknown, misspelt, empty or given twice is refused, so that no filter is lost silently. Only what others add to links is ignored: \`utm_*\`, \`fbclid\`, \`gclid\`, and \`_\`, which spreadsheets may use to ask anew.

# Errors

Errors are \`application/problem+json\` (RFC 9457). \`detail\` says in a sentence what is wrong and what helps; \`errors\` names each parameter, what it got and what is allowed. 404 says what there is instead.

# Caching, limits, other methods

* **Fresh.** An answer is at most ${freshnessSeconds} seconds old; \`Cache-Control\` says \`max-age=${clientSeconds}\`. Keep the \`ETag\` and send it back in \`If-None-Match\`: what has not changed is 304, without a body. A file keeps its \`ETag\` over releases that do not change its rows.
* **Limits.** One client may ask ${limitRequests} new questions in ${limitSeconds} seconds; answers that are kept are never counted. Beyond that it is 429, and \`Retry-After\` says when to come back. A whole dataset is one question.
* **When the database is away**, kept answers go on and say so by \`Stale-Release\`; others are 503 with \`Retry-After\`.
* **HEAD** answers as GET does, without the body. **OPTIONS** is 204 and says in \`Allow\` what may be asked; pages of any site may read everything (CORS \`*\`). Every other method is 405.

# What stays

Addresses, columns, codes and the keys of answers stay as they are within \`/v1\`; more may be added. What is to go says so at least twelve months before, by \`Deprecation\` and \`Sunset\` on each answer. Figures may change with a release: \`/v1/changes\` tells each value that did, \`/v1/releases.atom\` is a feed.
`
