import type { Words } from './words.js';

export const pl: Words = {
  locale: 'pl-PL',
  subject: {
    urgent: 'PILNE',
    exercise: 'ĆWICZENIA',
    test: 'TEST',
    internal: 'WEWNĘTRZNE',
    furtherWave: 'KOLEJNA TURA',
    andMore: (count) => `i ${count} więcej`,
  },
  safetyRecall: 'Odzyskanie produktu ze względów bezpieczeństwa',
  kinds: {
    RECALL: 'Wycofanie produktu od użytkowników',
    CORRECTION: 'Korekta produktu',
    MARKET_WITHDRAWAL: 'Wycofanie z rynku',
    STOCK_RECOVERY: 'Odbiór zapasów',
    MOCK: 'Ćwiczenia z wycofania produktu',
  },
  greeting: 'Szanowni Państwo,',
  greetingByName: (name) => `Dzień dobry, ${name},`,
  opening: {
    RECALL: (company) => `Firma ${company} wycofuje produkty wymienione poniżej, także te już dostarczone.`,
    CORRECTION: (company) => `Firma ${company} koryguje produkty wymienione poniżej.`,
    MARKET_WITHDRAWAL: (company) => `Firma ${company} wycofuje z rynku produkty wymienione poniżej.`,
    STOCK_RECOVERY: (company) => `Firma ${company} odbiera zapasy produktów wymienionych poniżej.`,
    MOCK: (company) =>
      `Firma ${company} ćwiczy wycofanie produktu. Żaden produkt nie jest wycofywany; prosimy jedynie o potwierdzenie, że ta wiadomość dotarła.`,
  },
  basis: {
    exact: 'Z naszych zapisów wynika, że otrzymali Państwo te produkty.',
    mayHave: 'Nasze zapisy nie wykluczają, że otrzymali Państwo te produkty. Prosimy to sprawdzić.',
    mayHaveMore: 'Nie można wykluczyć, że otrzymali Państwo więcej tych produktów. Prosimy to sprawdzić.',
    carrier: 'Z naszych zapisów wynika, że przewożą lub przewozili Państwo te produkty.',
  },
  news: {
    WAVE_PROPOSED:
      'Od rozpoczęcia tej akcji wiadomo więcej o tych towarach: do kogo trafiły lub co do nich należy. W Retrace zaproponowano kolejną turę powiadomień. Nikt spoza firmy nie zostanie powiadomiony, zanim nie uruchomi jej druga osoba.',
    MORE_THAN_BEFORE:
      'Pisaliśmy już do Państwa w tej sprawie. Teraz wiemy, że otrzymali lub mogli otrzymać Państwo więcej produktów albo inne partie.',
  },
  stop: {
    BUSINESS:
      'Prosimy natychmiast zaprzestać używania, sprzedaży i wysyłki tych produktów oraz oddzielić je od innych towarów.',
    CONSUMER: 'Prosimy natychmiast zaprzestać używania tych produktów.',
    CARRIER:
      'Prosimy nie doręczać tych produktów. Należy je zatrzymać, oddzielić od innych towarów i zadzwonić do nas.',
    INTERNAL:
      'Prosimy natychmiast zaprzestać używania, sprzedaży i wysyłki tych produktów oraz oddzielić je od innych towarów.',
  },
  correctFirst:
    'Prosimy nie używać, nie sprzedawać ani nie wysyłać tych produktów przed wykonaniem poniższych instrukcji.',
  passOn: {
    BUSINESS:
      'Jeżeli przekazali Państwo któryś z tych produktów dalej, prosimy natychmiast powiadomić swoich odbiorców i przekazać im to zawiadomienie.',
    CONSUMER: 'Prosimy przekazać to zawiadomienie każdemu, kto może mieć któryś z tych produktów.',
  },
  internal:
    'To zawiadomienie jest przeznaczone dla naszych pracowników. Klienci i przewoźnicy otrzymują te same informacje.',
  headings: {
    products: 'Których produktów to dotyczy',
    reason: 'Przyczyna',
    hazard: 'Zagrożenie',
    whatToDo: 'Co należy zrobić',
    remedy: 'Co Państwu przysługuje',
    contact: 'Pytania',
    answer: 'Państwa odpowiedź',
  },
  labels: {
    reference: 'Numer sprawy',
    recallClass: 'Klasa',
    issuedOn: 'Data',
    brand: 'Marka',
    gtin: 'GTIN',
    batch: 'Partia',
    producedOn: 'data produkcji',
    expiresOn: 'termin ważności',
    serials: 'Numery seryjne',
    quantity: 'Otrzymana ilość',
    references: 'Państwa zamówienia lub dostawy',
    phone: 'Telefon',
    email: 'E-mail',
  },
  invitation: {
    text: 'Prosimy potwierdzić, że przeczytali Państwo to zawiadomienie, i podać, ile z tych produktów jeszcze Państwo mają, nawet jeśli nie ma już żadnego.',
    by: (date) => `Prosimy o odpowiedź do dnia ${date}.`,
    button: 'Odpowiedz teraz',
    personal: 'Ten link jest przeznaczony wyłącznie dla Państwa. Hasło nie jest potrzebne.',
  },
  answer: {
    title: 'Odpowiedź na zawiadomienie o wycofaniu',
    intro: (company, reference) => `Firma ${company} prosi o odpowiedź na zawiadomienie ${reference}.`,
    confirm: 'Potwierdzam, że zawiadomienie zostało przeczytane i zrozumiane.',
    quantities: 'Co stało się z produktami',
    received: (quantity) => `Z naszych zapisów wynika, że otrzymali Państwo: ${quantity}.`,
    onHand: 'Nadal w posiadaniu',
    soldOn: 'Sprzedane lub przekazane dalej',
    returned: 'Zwrócone',
    destroyed: 'Zniszczone',
    remarks: 'Uwagi',
    signedBy: 'Imię i nazwisko',
    optional: 'nieobowiązkowe',
    send: 'Wyślij odpowiedź',
    answeredBefore: (date) =>
      `Odpowiedź otrzymaliśmy dnia ${date}. Jeśli coś się zmieniło, prosimy odpowiedzieć ponownie; liczy się ostatnia odpowiedź.`,
    thanks: 'Dziękujemy',
    thanksText: 'Odpowiedź dotarła. Można ją poprawić, otwierając link ponownie.',
    errors: {
      heading: 'Odpowiedź nie została wysłana',
      linkNotValid:
        'Ten link jest nieprawidłowy lub stracił ważność. Prosimy skorzystać z numeru telefonu lub adresu e-mail podanego w zawiadomieniu.',
      notConfirmed: 'Prosimy potwierdzić przeczytanie zawiadomienia.',
      notANumber: 'Prosimy podać liczbę równą 0 lub większą.',
      thousandOrDecimals:
        'Prosimy zapisać tysiąc jako 1000, bez kropki, przecinka i spacji, a ułamki dziesiętne z jedną, dwiema lub czterema cyframi po przecinku (1,5).',
      nothingGiven: 'Prosimy podać co najmniej jedną ilość, nawet jeśli wynosi 0.',
      tooMuch: 'To więcej, niż Państwo otrzymali. Prosimy sprawdzić.',
      tooLong: 'Ten tekst jest za długi.',
      tooManyRequests: 'Zbyt wiele prób. Prosimy odczekać minutę i spróbować ponownie.',
      tryLater: 'Nie udało się zapisać odpowiedzi. Prosimy spróbować ponownie za kilka minut.',
    },
  },
};
