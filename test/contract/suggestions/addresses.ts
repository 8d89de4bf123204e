/** What people write as an address: `request | suggestions | the whole request mended`, nothing where any would be a guess. */
export const addresses = `
/v1/assi | axes | /v1/axes
/v1/asse | axes | /v1/axes
/v1/Axes | axes | /v1/axes
/v1/axis | axes | /v1/axes
/v1/assi.csv | axes | /v1/axes.csv
/v1/assi/2 | axes | /v1/axes/2
/v1/assi/II | axes | /v1/axes/II
/v1/indicatori | indicators | /v1/indicators
/v1/Indicatori.csv | indicators | /v1/indicators.csv
/v1/indicator/paid | indicators | /v1/indicators/paid
/v1/fatti | facts | /v1/facts
/v1/fact | facts | /v1/facts
/v1/Facts | facts | /v1/facts
/v1/dati | facts | /v1/facts
/v1/dati?axis=2 | facts | /v1/facts?axis=2
/v1/data.csv | facts | /v1/facts.csv
/v1/snapshot/2022 | snapshots | /v1/snapshots/2022
/v1/snapshot/2022.csv | snapshots | /v1/snapshots/2022.csv
/v1/observation | observations | /v1/observations
/v1/osservazioni | observations | /v1/observations
/v1/iniziative | initiatives | /v1/initiatives
/v1/iniziative/nidi-gratis | initiatives | /v1/initiatives/nidi-gratis
/v1/azioni | actions | /v1/actions
/v1/obiettivi | objectives | /v1/objectives
/v1/documenti | sources | /v1/sources
/v1/fonti | sources | /v1/sources
/v1/sintesi | sources | /v1/sources
/v1/summary | sources | /v1/sources
/v1/stampe | restatements | /v1/restatements
/v1/note | notes | /v1/notes
/v1/controlli | checks | /v1/checks
/v1/targets | progress | /v1/progress
/v1/programma | programme | /v1/programme
/v1/initiative-actions | initiative_actions | /v1/initiative_actions
/v1/datasets | /v1 | /v1
/v1/dataset | /v1 | /v1
/v1/catalogo | /v1 | /v1
/v1/release | /v1/releases | /v1/releases
/v1/versions | /v1/releases | /v1/releases
/v1/health | /v1/status | /v1/status
/v1/swagger.json | /openapi.json | /openapi.json
/v1/docs | /openapi.json | /openapi.json
/v1/qwerty | |
/v1/test | |
/v1/spesa | |
/v1/2022 | |
/api | /v1 | /v1
/api/v1/facts | /v1/facts | /v1/facts
/api/facts?axis=2 | /v1/facts | /v1/facts?axis=2
/api/v1/assi | axes | /v1/axes
/api/v2/nothing | |
/v1/facts.xlsx | .csv, .it.csv |
/v1/facts.xml | |
/v1/facts.xls | .csv, .it.csv |
/v1/facts.pdf | |
/v1/facts.CSV | .csv | /v1/facts.csv
/v1/facts.jsonl | .ndjson | /v1/facts.ndjson
/v1/facts.csv.gz | .csv | /v1/facts.csv
/v1/facts.csv.json | |
/v1/facts.json.csv | |
/v1/facts/paid-2022-1.xml | |
/v1/facts/paid-2022-1.CSV | .csv | /v1/facts/paid-2022-1.csv
/v1/facts/certified-2022-II | certified-2022-2 | /v1/facts/certified-2022-2
/v1/facts/certified-2022-II.csv | certified-2022-2 | /v1/facts/certified-2022-2.csv
/v1/facts/certified-2022-asse2 | certified-2022-2 | /v1/facts/certified-2022-2
/v1/facts/certificata-2022-2 | certified-2022-2 | /v1/facts/certified-2022-2
/v1/facts/certificato-2022-II | certified-2022-2 | /v1/facts/certified-2022-2
/v1/facts/spesa-certificata-2022-2 | certified-2022-2 | /v1/facts/certified-2022-2
/v1/facts/certified_2022_2 | certified-2022-2 | /v1/facts/certified-2022-2
/v1/facts/Certified-2022-2 | certified-2022-2 | /v1/facts/certified-2022-2
/v1/facts/certfied-2022-2 | certified-2022-2 | /v1/facts/certified-2022-2
/v1/facts/pagamenti-2022-totale | paid-2022-total | /v1/facts/paid-2022-total
/v1/facts/destinatari-2022-3-donne | participants-2022-3-female | /v1/facts/participants-2022-3-female
/v1/facts/PAID-2022-1 | paid-2022-1 | /v1/facts/paid-2022-1
/v1/facts/paid-2022-1%0A | paid-2022-1 | /v1/facts/paid-2022-1
/v1/facts/paid-2022-1/x | paid-2022-1 | /v1/facts/paid-2022-1
/v1/facts/spesa-2022-1 | certified-2022-1, paid-2022-1 |
/v1/facts/certified-2022 | certified-2022-1, certified-2022-2, certified-2022-3, certified-2022-4, certified-2022-5, certified-2022-total |
/v1/facts/paid-2020-2 | paid-2020-2-without_cigd | /v1/facts/paid-2020-2-without_cigd
/v1/facts/paid-2022-9 | |
/v1/facts/paid-2022-IX | |
/v1/facts/certified-2021-2 | |
/v1/facts/certified-2017-2 | |
/v1/facts/certified-2022-6 | |
/v1/facts/zzz-2022-1 | |
/v1/facts/zzz | |
/v1/facts/certified-2022-1,certified-2022-2 | | /v1/facts?code=certified-2022-1,certified-2022-2
/v1/facts/certified-2022-1+certified-2022-2 | | /v1/facts?code=certified-2022-1,certified-2022-2
/v1/facts/certified-2022-1,certified-2022-2.csv | | /v1/facts.csv?code=certified-2022-1,certified-2022-2
/v1/facts/certified-2022-1,certified-2022-II | | /v1/facts?code=certified-2022-1,certified-2022-2
/v1/facts/certified-2022-1,zzz | |
/v1/axes/1,2 | | /v1/axes?code=1,2
/v1/snapshots/2020,2022 | | /v1/snapshots?year=2020,2022
/v1/snapshots/2022/1,2 | | /v1/snapshots/2022?axis=1,2
/v1/axes/II | 2 | /v1/axes/2
/v1/axes/Occupazione | 1 | /v1/axes/1
/v1/axes/6 | |
/v1/indicators/payd | paid | /v1/indicators/paid
/v1/indicators/pagato | paid | /v1/indicators/paid
/v1/indicators/spesa | certified, paid |
/v1/snapshots/2022/II | 2 | /v1/snapshots/2022/2
/v1/snapshots/latest/II.csv | 2 | /v1/snapshots/2022/2.csv
/v1/snapshots/2022/totale | total | /v1/snapshots/2022/total
/v1/snapshots/ultimo | latest | /v1/snapshots/latest
/v1/snapshots/2021 | |
/v1/snapshots/2017/2 | |
/v1/snapshots/22 | |
/v1/initiatives/nidi | nidi-gratis | /v1/initiatives/nidi-gratis
/v1/observations/summary2018-9999 | |
`
