/** What people write as a parameter: `request | suggestions | the whole request mended`, nothing where any would be a guess. */
export const parameters = `
/v1/facts?anno=2022 | year | /v1/facts?year=2022
/v1/facts?Anno=2022 | year | /v1/facts?year=2022
/v1/facts?years=2022 | year | /v1/facts?year=2022
/v1/facts?yaer=2022 | year | /v1/facts?year=2022
/v1/facts?YEAR=2022 | year | /v1/facts?year=2022
/v1/facts?asse=2 | axis | /v1/facts?axis=2
/v1/facts?asse=II | axis | /v1/facts?axis=2
/v1/facts?assi=1,2 | axis | /v1/facts?axis=1,2
/v1/facts?axes=1 | axis | /v1/facts?axis=1
/v1/facts?axsi=1 | axis | /v1/facts?axis=1
/v1/facts?axis[]=1 | axis | /v1/facts?axis=1
/v1/facts?asse=2&anno=2022 | axis; year | /v1/facts?axis=2&year=2022
/v1/facts?asse=6 | axis |
/v1/facts?sesso=donne | sex | /v1/facts?sex=female
/v1/facts?genere=female | sex | /v1/facts?sex=female
/v1/facts?gender=female | sex | /v1/facts?sex=female
/v1/facts?indicatore=pagato | indicator | /v1/facts?indicator=paid
/v1/facts?indicators=paid | indicator | /v1/facts?indicator=paid
/v1/facts?metric=spesa | indicator |
/v1/facts?misura=nidi-gratis | initiative | /v1/facts?initiative=nidi-gratis
/v1/facts?measure=cigd | initiative | /v1/facts?initiative=cigd
/v1/facts?iniziativa=nidi-gratis | initiative | /v1/facts?initiative=nidi-gratis
/v1/facts?gruppo=disabled | target_group | /v1/facts?target_group=disabled
/v1/facts?group=disabled | target_group | /v1/facts?target_group=disabled
/v1/facts?importo=1000.. | value | /v1/facts?value=1000..
/v1/facts?amount=1000.. | value | /v1/facts?value=1000..
/v1/facts?valore=1.000.000 | value | /v1/facts?value=1000000
/v1/facts?codice=paid-2022-1 | code | /v1/facts?code=paid-2022-1
/v1/facts?id=paid-2022-1 | code | /v1/facts?code=paid-2022-1
/v1/observations?code=summary2022-0001 | id | /v1/observations?id=summary2022-0001
/v1/facts?stato=missing | status | /v1/facts?status=missing
/v1/progress?esito=reached | outcome | /v1/progress?outcome=reached
/v1/facts?lang=it | labels | /v1/facts?labels=it
/v1/facts?lang=fr | labels |
/v1/facts?lingua=it | labels | /v1/facts?labels=it
/v1/facts?language=en | labels | /v1/facts?labels=en
/v1/facts?locale=it-IT | labels | /v1/facts?labels=it
/v1/facts?label=it | labels | /v1/facts?labels=it
/v1/facts?page=2 | cursor |
/v1/facts?pagina=2 | cursor |
/v1/facts?offset=100 | cursor |
/v1/facts?skip=100 | cursor |
/v1/facts?per_page=50 | limit | /v1/facts?limit=50
/v1/facts?perPage=50 | limit | /v1/facts?limit=50
/v1/facts?page_size=50 | limit | /v1/facts?limit=50
/v1/facts?pageSize=50 | limit | /v1/facts?limit=50
/v1/facts?size=50 | limit | /v1/facts?limit=50
/v1/facts?rows=50 | limit | /v1/facts?limit=50
/v1/facts?$top=5 | limit | /v1/facts?limit=5
/v1/facts?limits=5 | limit | /v1/facts?limit=5
/v1/facts?max_results=5 | limit | /v1/facts?limit=5
/v1/facts?page=2&per_page=50 | cursor; limit |
/v1/facts?order=year | sort | /v1/facts?sort=year
/v1/facts?orderby=-valore | sort | /v1/facts?sort=-value
/v1/facts?order_by=value | sort | /v1/facts?sort=value
/v1/facts?sort_by=value | sort | /v1/facts?sort=value
/v1/facts?ordina=anno | sort | /v1/facts?sort=year
/v1/facts?select=code,value | fields | /v1/facts?fields=code,value
/v1/facts?$select=code | fields | /v1/facts?fields=code
/v1/facts?columns=code,value | fields | /v1/facts?fields=code,value
/v1/facts?campi=codice,valore | fields | /v1/facts?fields=code,value
/v1/facts?field=code | fields | /v1/facts?fields=code
/v1/facts?search=cigd | q | /v1/facts?q=cigd
/v1/facts?cerca=cigd | q | /v1/facts?q=cigd
/v1/facts?query=cigd | q | /v1/facts?q=cigd
/v1/axes?search=lavoro | q | /v1/axes?q=lavoro
/v1/facts?filter[axis]=2 | axis | /v1/facts?axis=2
/v1/facts?filter[asse]=2 | axis | /v1/facts?axis=2
/v1/facts?filter=axis:2 | |
/v1/facts?where=axis=2 | |
/v1/facts?year%3E=2018 | year | /v1/facts?year=2018..
/v1/facts?year%3C=2020 | year | /v1/facts?year=..2020
/v1/facts?year[gte]=2018 | year | /v1/facts?year=2018..
/v1/facts?year__lte=2020 | year | /v1/facts?year=..2020
/v1/facts?year_from=2018 | year | /v1/facts?year=2018..
/v1/facts?value_max=1000 | value | /v1/facts?value=..1000
/v1/facts?anno_da=2018 | year | /v1/facts?year=2018..
/v1/facts?format=csv | /v1/facts.csv | /v1/facts.csv
/v1/facts?format=csv&axis=2 | /v1/facts.csv | /v1/facts.csv?axis=2
/v1/facts?format=CSV | /v1/facts.csv | /v1/facts.csv
/v1/facts?formato=csv | /v1/facts.csv | /v1/facts.csv
/v1/facts?output=ndjson | /v1/facts.ndjson | /v1/facts.ndjson
/v1/facts?f=json | /v1/facts | /v1/facts
/v1/facts/paid-2022-1?format=csv | /v1/facts/paid-2022-1.csv | /v1/facts/paid-2022-1.csv
/v1/facts?format=csv&limit=5 | /v1/facts.csv | /v1/facts.csv
/v1/facts?format=xlsx | /v1/facts.csv, /v1/facts.it.csv |
/v1/facts?format=xml | |
/v1/facts.csv?limit=5 | | /v1/facts.csv
/v1/facts.csv?limit=5&axis=2 | | /v1/facts.csv?axis=2
/v1/facts.ndjson?cursor=abc | | /v1/facts.ndjson
/v1/facts.csv?page=2 | | /v1/facts.csv
/v1/facts.csv?per_page=50 | | /v1/facts.csv
/v1/facts.csv?lang=it | labels | /v1/facts.csv?labels=it
/v1/facts.csv?anno=2022 | year | /v1/facts.csv?year=2022
/v1/facts?123 | _=123 | /v1/facts?_=123
/v1/facts.csv?1700000000 | _=1700000000 | /v1/facts.csv?_=1700000000
/v1/facts.it.csv?axis=2&1700000000 | _=1700000000 | /v1/facts.it.csv?axis=2&_=1700000000
/v1?123 | _=123 | /v1?_=123
/v1/facts?t=1700000000 | _ | /v1/facts?_=1700000000
/v1/facts?nocache=1 | _ | /v1/facts?_=1
/v1/facts?timestamp=1700000000 | _ | /v1/facts?_=1700000000
/v1/snapshots?anno=2022 | year | /v1/snapshots?year=2022
/v1/snapshots/2022?asse=2 | axis | /v1/snapshots/2022?axis=2
/v1/acts?data=2020-01-01.. | date | /v1/acts?date=2020-01-01..
/v1/acts?date=17/12/2014 | 2014-12-17 | /v1/acts?date=2014-12-17
/v1/acts?date=3/4/2014 | |
/v1/acts?date=2014 | 2014-01-01..2014-12-31 | /v1/acts?date=2014-01-01..2014-12-31
/v1/acts?date=2014-12 | 2014-12-01..2014-12-31 | /v1/acts?date=2014-12-01..2014-12-31
/v1/acts?date=2020..2021 | 2020-01-01..2021-12-31 | /v1/acts?date=2020-01-01..2021-12-31
/v1/acts?anno=2022 | |
/v1/axes?code=II | 2 | /v1/axes?code=2
/v1/axes?asse=2 | |
/v1/actions?code=8.1.99 | |
/v1/initiative_actions?action=9.8.2 | |
/v1/snapshots?sort=-certificato | -certified | /v1/snapshots?sort=-certified
/v1/snapshots?fields=asse,certificato | axis; certified | /v1/snapshots?fields=axis,certified
/v1/snapshots?fields=axis,pagamenti | |
/v1/progress?outcome=mancato | missed | /v1/progress?outcome=missed
/v1/progress?outcome=raggiunto | reached | /v1/progress?outcome=reached
/v1/checks?outcome=failed | fails | /v1/checks?outcome=fails
/v1/facts?foo=1 | |
/v1/facts?zzz | |
/v1/facts?api_key=abc | |
/v1/facts?callback=show | |
/v1/facts?axis=II&indicator=pagato&anno=2022 | year; paid; 2 | /v1/facts?axis=2&indicator=paid&year=2022
/v1/facts?axis=6&indicator=pagato | paid; |
/v1/facts?indicator=pagato,certificato | certified; paid | /v1/facts?indicator=paid,certified
`
