import type { Words } from './words.js';

export const it: Words = {
  locale: 'it-IT',
  subject: {
    urgent: 'URGENTE',
    exercise: 'ESERCITAZIONE',
    test: 'PROVA',
    internal: 'INTERNO',
    furtherWave: 'NUOVA ONDATA',
    andMore: (count) => (count === 1 ? 'e un altro' : `e altri ${count}`),
  },
  safetyRecall: 'Richiamo per la sicurezza del prodotto',
  kinds: {
    RECALL: 'Richiamo di prodotto',
    CORRECTION: 'Correzione di prodotto',
    MARKET_WITHDRAWAL: 'Ritiro dal mercato',
    STOCK_RECOVERY: 'Recupero di scorte',
    MOCK: 'Esercitazione di richiamo',
  },
  greeting: 'Gentili Signore e Signori,',
  greetingByName: (name) => `Buongiorno ${name},`,
  opening: {
    RECALL: (company) => `${company} richiama i prodotti indicati di seguito.`,
    CORRECTION: (company) => `${company} corregge i prodotti indicati di seguito.`,
    MARKET_WITHDRAWAL: (company) => `${company} ritira dal mercato i prodotti indicati di seguito.`,
    STOCK_RECOVERY: (company) => `${company} recupera le proprie scorte dei prodotti indicati di seguito.`,
    MOCK: (company) =>
      `${company} sta svolgendo un’esercitazione di richiamo. Nessun prodotto viene richiamato; Le chiediamo solo di confermare che questo messaggio è arrivato.`,
  },
  basis: {
    exact: 'Secondo i nostri registri, Lei ha ricevuto questi prodotti.',
    mayHave:
      'Secondo i nostri registri, non si può escludere che Lei abbia ricevuto questi prodotti. La preghiamo di verificare.',
    mayHaveMore: 'Non si può escludere che Lei ne abbia ricevuti altri. La preghiamo di verificare.',
    carrier: 'Secondo i nostri registri, Lei trasporta o ha trasportato questi prodotti.',
  },
  news: {
    WAVE_PROPOSED:
      'Dall’avvio di questa misura si è saputo di più su queste merci: chi le ha ricevute o che cosa ne fa parte. In Retrace è proposta una nuova ondata. Nessuno al di fuori dell’azienda viene avvisato prima che una seconda persona la avvii.',
    MORE_THAN_BEFORE:
      'Le abbiamo già scritto al riguardo. Ora sappiamo che ha ricevuto, o può aver ricevuto, altri prodotti o altri lotti.',
  },
  stop: {
    BUSINESS:
      'Smetta immediatamente di usare, vendere e spedire questi prodotti e li tenga separati dalle altre merci.',
    CONSUMER: 'Smetta immediatamente di usare questi prodotti.',
    CARRIER: 'Non consegni questi prodotti. Li trattenga, li tenga separati dalle altre merci e ci telefoni.',
    INTERNAL:
      'Smettete immediatamente di usare, vendere e spedire questi prodotti e teneteli separati dalle altre merci.',
  },
  correctFirst:
    'Non usi, non venda e non spedisca questi prodotti prima di aver seguito le istruzioni riportate sotto.',
  passOn: {
    BUSINESS:
      'Se ha ceduto ad altri uno di questi prodotti, avvisi immediatamente i Suoi clienti e trasmetta loro questo avviso.',
    CONSUMER: 'La preghiamo di inoltrare questo avviso a chiunque possa avere uno di questi prodotti.',
  },
  internal: 'Questo avviso è rivolto al nostro personale. Clienti e trasportatori ricevono le stesse informazioni.',
  headings: {
    products: 'Prodotti interessati',
    reason: 'Motivo',
    hazard: 'Il rischio',
    whatToDo: 'Che cosa fare',
    remedy: 'A che cosa ha diritto',
    contact: 'Domande',
    answer: 'La Sua risposta',
  },
  labels: {
    reference: 'Numero del richiamo',
    recallClass: 'Classe',
    issuedOn: 'Data',
    brand: 'Marca',
    gtin: 'GTIN',
    batch: 'Lotto',
    producedOn: 'prodotto il',
    expiresOn: 'scade il',
    serials: 'Numeri di serie',
    quantity: 'Quantità da Lei ricevuta',
    references: 'I Suoi ordini o le Sue consegne',
    phone: 'Telefono',
    email: 'E-mail',
  },
  invitation: {
    text: 'La preghiamo di confermare di aver letto questo avviso e di comunicarci quanti di questi prodotti ha ancora, anche se nessuno.',
    by: (date) => `Le chiediamo di rispondere entro il ${date}.`,
    button: 'Rispondi ora',
    personal: 'Questo link è destinato solo a Lei. Non serve alcuna password.',
  },
  answer: {
    title: 'Risposta a un avviso di richiamo',
    intro: (company, reference) => `${company} attende la Sua risposta all’avviso ${reference}.`,
    confirm: 'Ho letto e compreso l’avviso.',
    quantities: 'Che cosa è stato dei prodotti',
    received: (quantity) => `Secondo i nostri registri, Lei ha ricevuto ${quantity}.`,
    onHand: 'Ancora disponibili',
    soldOn: 'Venduti o ceduti',
    returned: 'Restituiti',
    destroyed: 'Distrutti',
    remarks: 'Osservazioni',
    signedBy: 'Il Suo nome',
    optional: 'facoltativo',
    send: 'Invia la risposta',
    answeredBefore: (date) =>
      `Ha risposto il ${date}. Se qualcosa è cambiato, risponda di nuovo; vale l’ultima risposta.`,
    thanks: 'Grazie',
    thanksText: 'La Sua risposta è arrivata. Può correggerla aprendo di nuovo il link.',
    errors: {
      heading: 'La Sua risposta non è stata inviata',
      linkNotValid:
        'Questo link non è valido o non lo è più. La preghiamo di usare il numero di telefono o l’indirizzo e-mail indicati nell’avviso.',
      notConfirmed: 'La preghiamo di confermare di aver letto l’avviso.',
      notANumber: 'Inserisca un numero uguale o superiore a 0.',
      thousandOrDecimals:
        'Scriva mille come 1000, senza punto, virgola né spazio, e i decimali con una, due o quattro cifre (1,5).',
      nothingGiven: 'Indichi almeno una quantità, anche se è 0.',
      tooMuch: 'È più di quanto ha ricevuto. La preghiamo di verificare.',
      tooLong: 'Questo testo è troppo lungo.',
      tooManyRequests: 'Troppi tentativi. Attenda un minuto e riprovi.',
      tryLater: 'Non è stato possibile salvare la Sua risposta. Riprovi tra qualche minuto.',
    },
  },
};
