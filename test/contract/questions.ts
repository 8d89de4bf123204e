/**
 * A hundred questions as a journalist or a citizen would type them, each with its right answers (`dataset/code`). They were written down
 * before the search was, so that they say what people ask and not what it finds.
 */
const lines = `
spesa certificata asse 2 2022 = facts/certified-2022-2
spesa certificata asse 2 = facts/certified-2022-2
spesa certificata = indicators/certified
spese certificate 2022 totale = facts/certified-2022-total
speza certificata = indicators/certified
quanto è stato pagato = indicators/paid facts/paid-2022-total
quanti soldi sono stati pagati asse 1 = facts/paid-2022-1 indicators/paid
pagamenti = indicators/paid
pagamento asse 3 2020 = facts/paid-2020-3
pagamenti ai beneficiari 2018 = facts/paid-2018-total
impegni asse 4 2022 = facts/committed-2022-4
impegni = indicators/committed
soldi impegnati asse 1 = facts/committed-2022-1 indicators/committed
dotazione finanziaria totale = facts/allocated-2022-total indicators/allocated
dotazione asse 5 2018 = facts/allocated-2018-5
quota UE della dotazione = indicators/allocated_eu_share indicators/allocated_eu
quota regione = indicators/allocated_region_share indicators/allocated_region
risorse programmate asse 2 2020 = facts/programmed-2020-2
avanzamento dei pagamenti = indicators/paid_rate
donne = indicators/participants_sex_share initiatives/occupazione-femminile indicators/output_women_projects facts/participants-2020-total-female
donne disoccupate = facts/unemployment_rate-2018-female-2018-q4 indicators/output_unemployed facts/output_unemployed-2022-1-total
women participants 2022 = facts/participants-2022-1-female-without_cigd facts/participants-2022-2-female-without_cigd facts/participants-2022-3-female
women participants = facts/participants-2022-1-female-without_cigd facts/participants-2022-2-female-without_cigd facts/participants-2022-3-female indicators/participants
destinatari 2020 = facts/participants-2020-total-total
destinatari = indicators/participants
partecipanti donne asse 3 2020 = facts/participants-2020-3-female
uomini asse 1 2018 = facts/participants-2018-1-male facts/participants_sex_share-2018-1-male
migranti asse 2 2022 = facts/participants-2022-2-total-migrant-without_cigd
persone con disabilità = indicators/output_disabled initiatives/autonomia-disabili initiatives/anziani-e-disabili
disabili = initiatives/anziani-e-disabili initiatives/autonomia-disabili indicators/output_disabled
vulnerabili 2018 = facts/participants-2018-total-total-vulnerable facts/participants_group_share-2018-total-total-vulnerable notes/vulnerable-programme-2018 notes/vulnerable-shares-2018
disoccupati = indicators/output_unemployed
disocupati = indicators/output_unemployed
unemployed = indicators/output_unemployed
tasso di disoccupazione = indicators/unemployment_rate
disoccupazione femminile = facts/unemployment_rate-2018-female-2018-q4 indicators/unemployment_rate
nidi gratis = initiatives/nidi-gratis
nidi gratis 2020 = initiatives/nidi-gratis-2020-2021 initiatives/nidi-gratis-2019-2020 facts/initiative_amount-2020-2-nidi-gratis-2019-2020-2019/2020 facts/initiative_amount-2020-2-9iv-nidi-gratis-2019/2021 facts/initiative_programmed-2020-2-nidi-gratis-2020-2021-2020/2021
nido gratis = initiatives/nidi-gratis
asilo nido = initiatives/nidi-gratis actions/9.3.3
asili nido = initiatives/nidi-gratis actions/9.3.3
free nursery = initiatives/nidi-gratis
famiglie nidi gratis 2018 = facts/initiative_families-2018-2-nidi-gratis-2017-2018-2017/2018 notes/nidi-gratis-families-2018
nidi gratis soldi 2022 = facts/initiative_activated-2022-2-nidi-gratis facts/initiative_investment-2022-2-nidi-gratis-2021-2022-2021/2022
dote unica lavoro = initiatives/dote-unica-lavoro
dote lavoro = initiatives/dote-unica-lavoro
dotte unica = initiatives/dote-unica-lavoro
dote unica lavoro donne = facts/initiative_participants-2018-1-dote-unica-lavoro-female facts/initiative_programme_share-2018-1-dote-unica-lavoro-female
smart working = initiatives/smart-working
smartworking = initiatives/smart-working
lavoro agile = initiatives/smart-working
lavoro a distanza = initiatives/smart-working
cassa integrazione in deroga = initiatives/cigd indicators/cigd_beneficiaries
cassa integrazione = initiatives/cigd indicators/cigd_beneficiaries
cigd = initiatives/cigd indicators/cigd_beneficiaries
povertà = initiatives/reddito-di-autonomia axes/2
poverta = initiatives/reddito-di-autonomia axes/2
combating poverty = axes/2 initiatives/reddito-di-autonomia
reddito di autonomia = initiatives/reddito-di-autonomia
housing = initiatives/rigenerazione-urbana initiatives/comune-di-milano-lorenteggio initiatives/gestione-sociale-quartieri actions/9.4.2
case popolari = initiatives/gestione-sociale-quartieri initiatives/comune-di-bollate initiatives/rigenerazione-urbana
senza dimora = actions/9.5.9
homeless people = actions/9.5.9
Lorenteggio = initiatives/comune-di-milano-lorenteggio
comune di Bollate = initiatives/comune-di-bollate
anziani = initiatives/autonomia-anziani initiatives/anziani-e-disabili
older people = initiatives/autonomia-anziani initiatives/anziani-e-disabili
carcere = initiatives/inclusione-autorita-giudiziaria initiatives/accompagnamento-autorita-giudiziaria initiatives/giustizia-riparativa
autorità giudiziaria = initiatives/inclusione-autorita-giudiziaria initiatives/accompagnamento-autorita-giudiziaria
giustizia riparativa = initiatives/giustizia-riparativa
restorative justice = initiatives/giustizia-riparativa
formazione continua = initiatives/formazione-continua
voucher formazione = initiatives/formazione-continua-voucher-2022
centri per l'impiego = initiatives/coaching-cpi initiatives/empowerment-cpi
tirocini = none
giovani = initiatives/percorsi-adolescenti actions/8.1.1 indicators/output_under_25
under 25 = indicators/output_under_25
adolescenti = initiatives/percorsi-adolescenti
dispersione scolastica = actions/10.1.7
early school leaving = actions/10.1.7
ITS = initiatives/its
IeFP = initiatives/iefp
diplomati its occupati = indicators/its_employment_rate
studenti its = indicators/its_students
lombardia plus = initiatives/lombardia-plus
polizia locale = initiatives/polizia-locale indicators/output_police_officers
polizia milano = initiatives/polizia-locale-milano
corruzione = initiatives/antiriciclaggio-anticorruzione
digitalizzazione biblioteche = initiatives/digitalizzazione-patrimoni-culturali initiatives/documenti-digitali
parità di genere = initiatives/occupazione-femminile-certificazione-parita initiatives/occupazione-femminile-obiettivo-parita initiatives/occupazione-femminile-welfare-aziendale
conciliazione vita lavoro = initiatives/conciliazione
work-life balance = initiatives/conciliazione
covid = notes/reprogramming-168-5 indicators/reprogrammed
occupati dopo sei mesi = indicators/result_employed_6_months indicators/result_employed_6_months_people
employed after six months = indicators/result_employed_6_months indicators/result_employed_6_months_people
target spesa 2023 asse 1 = facts/certified-target-2023-1
dati mancanti 2019 2021 = notes/years-2019-2021
somma pagamenti 2022 = checks/sum-paid-2022
perché i destinatari 2022 senza totale = notes/participants-programme-2022
tabella 2 del 2022 etichetta sbagliata = notes/table-2-2022-row-label
`

/** What is asked, and which results are right. */
export const questions: readonly { question: string; right: readonly string[] }[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [question = '', right = ''] = line.split(' = ')
    return { question, right: right.split(' ') }
  })
