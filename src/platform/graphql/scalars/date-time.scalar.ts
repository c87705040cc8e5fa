import { InvalidText } from '../../text.js';
import { parseInstant } from '../../time.js';
import { parsingScalar } from './parsing-scalar.js';

export const DateTimeScalar = parsingScalar<Date, InvalidText>({
  name: 'DateTime',
  description:
    'An instant, to the millisecond. Written with its offset from UTC, `2026-02-28T06:00:00+01:00`; answered in UTC.',
  parse: (text) => {
    const instant = parseInstant(text);
    return instant instanceof InvalidText ? instant : instant.at;
  },
  flaw: InvalidText,
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
});
