import { parseDay } from '../../time.js';
import { InvalidText } from '../../text.js';
import { parsingScalar } from './parsing-scalar.js';

export const DateScalar = parsingScalar<string, InvalidText>({
  name: 'Date',
  description: 'A day of the calendar, without a time: `2026-02-28`.',
  parse: parseDay,
  flaw: InvalidText,
  serialize: String,
});
