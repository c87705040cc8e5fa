import type { Words } from './words.js';

export const de: Words = {
  locale: 'de-DE',
  subject: {
    urgent: 'DRINGEND',
    exercise: 'ÜBUNG',
    test: 'TEST',
    internal: 'INTERN',
    furtherWave: 'WEITERE WELLE',
    andMore: (count) => `und ${count} weitere`,
  },
  safetyRecall: 'Produktsicherheitsrückruf',
  kinds: {
    RECALL: 'Produktrückruf',
    CORRECTION: 'Nachbesserung von Produkten',
    MARKET_WITHDRAWAL: 'Rücknahme vom Markt',
    STOCK_RECOVERY: 'Rückholung von Lagerbeständen',
    MOCK: 'Rückrufübung',
  },
  greeting: 'Sehr geehrte Damen und Herren,',
  greetingByName: (name) => `Guten Tag ${name},`,
  opening: {
    RECALL: (company) => `${company} ruft die unten genannten Produkte zurück.`,
    CORRECTION: (company) => `${company} bessert die unten genannten Produkte nach.`,
    MARKET_WITHDRAWAL: (company) => `${company} nimmt die unten genannten Produkte vom Markt.`,
    STOCK_RECOVERY: (company) => `${company} holt die Bestände der unten genannten Produkte zurück.`,
    MOCK: (company) =>
      `${company} übt einen Rückruf. Es wird kein Produkt zurückgerufen; bitte bestätigen Sie nur, dass Sie diese Nachricht erhalten haben.`,
  },
  basis: {
    exact: 'Nach unseren Aufzeichnungen haben Sie diese Produkte erhalten.',
    mayHave:
      'Nach unseren Aufzeichnungen ist nicht auszuschließen, dass Sie diese Produkte erhalten haben. Bitte prüfen Sie das.',
    mayHaveMore: 'Es ist nicht auszuschließen, dass Sie noch weitere davon erhalten haben. Bitte prüfen Sie das.',
    carrier: 'Nach unseren Aufzeichnungen befördern Sie diese Produkte oder haben sie befördert.',
  },
  news: {
    WAVE_PROPOSED:
      'Seit dem Start dieser Maßnahme ist mehr über diese Waren bekannt geworden: wen sie erreicht haben oder was dazugehört. In Retrace ist eine weitere Welle vorgeschlagen. Außerhalb des Unternehmens wird niemand benachrichtigt, bevor eine zweite Person sie startet.',
    MORE_THAN_BEFORE:
      'Wir haben Sie in dieser Sache bereits angeschrieben. Inzwischen ist bekannt, dass Sie mehr Produkte oder andere Chargen erhalten haben oder erhalten haben können.',
  },
  stop: {
    BUSINESS:
      'Verwenden, verkaufen und versenden Sie diese Produkte ab sofort nicht mehr, und lagern Sie sie getrennt von anderer Ware.',
    CONSUMER: 'Verwenden Sie diese Produkte ab sofort nicht mehr.',
    CARRIER:
      'Liefern Sie diese Produkte nicht aus. Halten Sie sie zurück, lagern Sie sie getrennt von anderer Ware, und rufen Sie uns an.',
    INTERNAL:
      'Diese Produkte dürfen ab sofort nicht mehr verwendet, verkauft oder versandt werden und sind getrennt von anderer Ware zu lagern.',
  },
  correctFirst:
    'Verwenden, verkaufen und versenden Sie diese Produkte erst wieder, wenn Sie die Anweisungen unten befolgt haben.',
  passOn: {
    BUSINESS:
      'Falls Sie eines dieser Produkte weitergegeben haben, benachrichtigen Sie bitte sofort Ihre Abnehmer und geben Sie ihnen diese Mitteilung weiter.',
    CONSUMER: 'Bitte leiten Sie diese Mitteilung an alle weiter, die eines dieser Produkte haben könnten.',
  },
  internal:
    'Diese Mitteilung richtet sich an unsere Beschäftigten. Kunden und Spediteure erfahren dieselben Tatsachen.',
  headings: {
    products: 'Betroffene Produkte',
    reason: 'Grund',
    hazard: 'Gefahr',
    whatToDo: 'Was Sie tun müssen',
    remedy: 'Was Ihnen zusteht',
    contact: 'Fragen',
    answer: 'Ihre Antwort',
  },
  labels: {
    reference: 'Rückrufnummer',
    recallClass: 'Klasse',
    issuedOn: 'Datum',
    brand: 'Marke',
    gtin: 'GTIN',
    batch: 'Charge',
    producedOn: 'hergestellt',
    expiresOn: 'haltbar bis',
    serials: 'Seriennummern',
    quantity: 'Von Ihnen erhaltene Menge',
    references: 'Ihre Bestellungen oder Lieferungen',
    phone: 'Telefon',
    email: 'E-Mail',
  },
  invitation: {
    text: 'Bitte bestätigen Sie, dass Sie diese Mitteilung gelesen haben, und teilen Sie uns mit, wie viele der Produkte Sie noch haben, auch wenn es keine sind.',
    by: (date) => `Wir bitten um Ihre Antwort bis zum ${date}.`,
    button: 'Jetzt antworten',
    personal: 'Dieser Link ist nur für Sie bestimmt. Sie brauchen kein Passwort.',
  },
  answer: {
    title: 'Antwort auf eine Rückrufmitteilung',
    intro: (company, reference) => `${company} bittet um Ihre Antwort auf die Mitteilung ${reference}.`,
    confirm: 'Ich habe die Mitteilung gelesen und verstanden.',
    quantities: 'Was aus den Produkten geworden ist',
    received: (quantity) => `Nach unseren Aufzeichnungen haben Sie ${quantity} erhalten.`,
    onHand: 'Noch vorhanden',
    soldOn: 'Verkauft oder weitergegeben',
    returned: 'Zurückgeschickt',
    destroyed: 'Vernichtet',
    remarks: 'Bemerkungen',
    signedBy: 'Ihr Name',
    optional: 'freiwillig',
    send: 'Antwort senden',
    answeredBefore: (date) =>
      `Sie haben am ${date} geantwortet. Wenn sich etwas geändert hat, antworten Sie noch einmal; es gilt die letzte Antwort.`,
    thanks: 'Vielen Dank',
    thanksText: 'Ihre Antwort ist angekommen. Sie können sie berichtigen, indem Sie den Link noch einmal öffnen.',
    errors: {
      heading: 'Ihre Antwort wurde nicht gesendet',
      linkNotValid:
        'Dieser Link ist nicht oder nicht mehr gültig. Bitte wenden Sie sich an die Telefonnummer oder E-Mail-Adresse in der Mitteilung.',
      notConfirmed: 'Bitte bestätigen Sie, dass Sie die Mitteilung gelesen haben.',
      notANumber: 'Bitte geben Sie eine Zahl ein, 0 oder größer.',
      thousandOrDecimals:
        'Bitte schreiben Sie tausend als 1000, ohne Punkt, Komma oder Leerzeichen, und Nachkommastellen mit einer, zwei oder vier Ziffern (1,5).',
      nothingGiven: 'Bitte geben Sie mindestens eine Menge an, auch wenn sie 0 ist.',
      tooMuch: 'Das ist mehr, als Sie erhalten haben. Bitte prüfen Sie Ihre Angabe.',
      tooLong: 'Dieser Text ist zu lang.',
      tooManyRequests: 'Zu viele Versuche. Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal.',
      tryLater: 'Ihre Antwort konnte nicht gespeichert werden. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    },
  },
};
