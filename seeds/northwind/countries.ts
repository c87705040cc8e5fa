/** A country as Northwind writes it, in ISO 3166-1 alpha-2, with the ISO 639-1 language a notice there is written in. */
export interface Country {
  readonly code: string;
  readonly language: string;
}

/** The most spoken language of each country, but French in Belgium: both Belgian customers are French-speaking. */
const COUNTRIES: Readonly<Record<string, Country>> = {
  Argentina: { code: 'AR', language: 'es' },
  Australia: { code: 'AU', language: 'en' },
  Austria: { code: 'AT', language: 'de' },
  Belgium: { code: 'BE', language: 'fr' },
  Brazil: { code: 'BR', language: 'pt' },
  Canada: { code: 'CA', language: 'en' },
  Denmark: { code: 'DK', language: 'da' },
  Finland: { code: 'FI', language: 'fi' },
  France: { code: 'FR', language: 'fr' },
  Germany: { code: 'DE', language: 'de' },
  Ireland: { code: 'IE', language: 'en' },
  Italy: { code: 'IT', language: 'it' },
  Japan: { code: 'JP', language: 'ja' },
  Mexico: { code: 'MX', language: 'es' },
  Netherlands: { code: 'NL', language: 'nl' },
  Norway: { code: 'NO', language: 'nb' },
  Poland: { code: 'PL', language: 'pl' },
  Portugal: { code: 'PT', language: 'pt' },
  Singapore: { code: 'SG', language: 'en' },
  Spain: { code: 'ES', language: 'es' },
  Sweden: { code: 'SE', language: 'sv' },
  Switzerland: { code: 'CH', language: 'de' },
  UK: { code: 'GB', language: 'en' },
  USA: { code: 'US', language: 'en' },
  Venezuela: { code: 'VE', language: 'es' },
};

export function requireCountry(name: string): Country {
  const country = COUNTRIES[name];
  if (!country) throw new Error(`Northwind names the country ${name}, which the seed does not know.`);
  return country;
}
