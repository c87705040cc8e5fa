/** Spoken by most, so it is what someone gets whose language a recall does not have. */
const LAST_RESORT = 'en';

interface InLanguage {
  readonly language: string;
}

/**
 * The text in the reader's language; else in English; else the first there is. A recall without any text has none for
 * anyone.
 */
export function textFor<Text extends InLanguage>(texts: readonly Text[], language: string): Text | null {
  const wanted = language.toLowerCase();
  const inLanguage = (code: string) => texts.find((text) => text.language === code);
  return inLanguage(wanted) ?? inLanguage(LAST_RESORT) ?? texts[0] ?? null;
}
