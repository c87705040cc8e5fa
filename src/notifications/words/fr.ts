import type { Words } from './words.js';

export const fr: Words = {
  locale: 'fr-FR',
  subject: {
    urgent: 'URGENT',
    exercise: 'EXERCICE',
    test: 'TEST',
    internal: 'INTERNE',
    furtherWave: 'NOUVELLE VAGUE',
    andMore: (count) => `et ${count} autre${count > 1 ? 's' : ''}`,
  },
  safetyRecall: 'Rappel de produit pour des raisons de sécurité',
  kinds: {
    RECALL: 'Rappel de produit',
    CORRECTION: 'Correction de produit',
    MARKET_WITHDRAWAL: 'Retrait du marché',
    STOCK_RECOVERY: 'Récupération de stock',
    MOCK: 'Exercice de rappel',
  },
  greeting: 'Madame, Monsieur,',
  greetingByName: (name) => `Bonjour ${name},`,
  opening: {
    RECALL: (company) => `${company} rappelle les produits indiqués ci-dessous.`,
    CORRECTION: (company) => `${company} corrige les produits indiqués ci-dessous.`,
    MARKET_WITHDRAWAL: (company) => `${company} retire du marché les produits indiqués ci-dessous.`,
    STOCK_RECOVERY: (company) => `${company} récupère ses stocks des produits indiqués ci-dessous.`,
    MOCK: (company) =>
      `${company} effectue un exercice de rappel. Aucun produit n’est rappelé ; veuillez seulement confirmer que ce message vous est parvenu.`,
  },
  basis: {
    exact: 'D’après nos registres, vous avez reçu ces produits.',
    mayHave: 'D’après nos registres, il n’est pas exclu que vous ayez reçu ces produits. Veuillez vérifier.',
    mayHaveMore: 'Il n’est pas exclu que vous en ayez reçu davantage. Veuillez vérifier.',
    carrier: 'D’après nos registres, vous transportez ou avez transporté ces produits.',
  },
  news: {
    WAVE_PROPOSED:
      'Depuis le lancement de cette mesure, nous en savons plus sur ces marchandises : qui les a reçues, ou ce qui en fait partie. Une nouvelle vague est proposée dans Retrace. Personne en dehors de l’entreprise n’est averti avant qu’une deuxième personne ne la lance.',
    MORE_THAN_BEFORE:
      'Nous vous avons déjà écrit à ce sujet. Nous savons maintenant que vous avez reçu, ou avez pu recevoir, davantage de produits ou d’autres lots.',
  },
  stop: {
    BUSINESS:
      'Cessez immédiatement d’utiliser, de vendre et d’expédier ces produits, et isolez-les des autres marchandises.',
    CONSUMER: 'Cessez immédiatement d’utiliser ces produits.',
    CARRIER: 'Ne livrez pas ces produits. Retenez-les, isolez-les des autres marchandises et appelez-nous.',
    INTERNAL:
      'Cessez immédiatement d’utiliser, de vendre et d’expédier ces produits, et isolez-les des autres marchandises.',
  },
  correctFirst: 'N’utilisez, ne vendez et n’expédiez pas ces produits avant d’avoir suivi les instructions ci-dessous.',
  passOn: {
    BUSINESS:
      'Si vous avez cédé certains de ces produits, informez-en immédiatement vos propres clients et transmettez-leur cet avis.',
    CONSUMER: 'Merci de transmettre cet avis à toute personne susceptible de posséder l’un de ces produits.',
  },
  internal: 'Cet avis s’adresse à notre personnel. Les clients et les transporteurs sont informés des mêmes faits.',
  headings: {
    products: 'Produits concernés',
    reason: 'Motif',
    hazard: 'Le risque',
    whatToDo: 'Ce que vous devez faire',
    remedy: 'Ce à quoi vous avez droit',
    contact: 'Questions',
    answer: 'Votre réponse',
  },
  labels: {
    reference: 'Numéro de rappel',
    recallClass: 'Classe',
    issuedOn: 'Date',
    brand: 'Marque',
    gtin: 'GTIN',
    batch: 'Lot',
    producedOn: 'fabriqué le',
    expiresOn: 'expire le',
    serials: 'Numéros de série',
    quantity: 'Quantité que vous avez reçue',
    references: 'Vos commandes ou livraisons',
    phone: 'Téléphone',
    email: 'E-mail',
  },
  invitation: {
    text: 'Veuillez confirmer que vous avez lu cet avis et nous indiquer combien de ces produits vous avez encore, même s’il n’y en a aucun.',
    by: (date) => `Nous vous prions de répondre au plus tard le ${date}.`,
    button: 'Répondre maintenant',
    personal: 'Ce lien vous est réservé. Aucun mot de passe n’est nécessaire.',
  },
  answer: {
    title: 'Réponse à un avis de rappel',
    intro: (company, reference) => `${company} attend votre réponse à l’avis ${reference}.`,
    confirm: 'J’ai lu et compris l’avis.',
    quantities: 'Ce que sont devenus les produits',
    received: (quantity) => `D’après nos registres, vous avez reçu ${quantity}.`,
    onHand: 'Encore en stock',
    soldOn: 'Vendus ou cédés',
    returned: 'Retournés',
    destroyed: 'Détruits',
    remarks: 'Remarques',
    signedBy: 'Votre nom',
    optional: 'facultatif',
    send: 'Envoyer la réponse',
    answeredBefore: (date) =>
      `Vous avez répondu le ${date}. Si la situation a changé, répondez de nouveau ; c’est la dernière réponse qui compte.`,
    thanks: 'Merci',
    thanksText: 'Votre réponse nous est parvenue. Vous pouvez la corriger en ouvrant de nouveau le lien.',
    errors: {
      heading: 'Votre réponse n’a pas été envoyée',
      linkNotValid:
        'Ce lien n’est pas valable ou ne l’est plus. Veuillez utiliser le numéro de téléphone ou l’adresse e-mail figurant dans l’avis.',
      notConfirmed: 'Veuillez confirmer que vous avez lu l’avis.',
      notANumber: 'Veuillez saisir un nombre supérieur ou égal à 0.',
      thousandOrDecimals:
        'Veuillez écrire mille sous la forme 1000, sans espace, point ni virgule, et les décimales avec un, deux ou quatre chiffres (1,5).',
      nothingGiven: 'Veuillez indiquer au moins une quantité, même si elle est de 0.',
      tooMuch: 'C’est plus que ce que vous avez reçu. Veuillez vérifier.',
      tooLong: 'Ce texte est trop long.',
      tooManyRequests: 'Trop de tentatives. Veuillez patienter une minute, puis réessayer.',
      tryLater: 'Votre réponse n’a pas pu être enregistrée. Veuillez réessayer dans quelques minutes.',
    },
  },
};
