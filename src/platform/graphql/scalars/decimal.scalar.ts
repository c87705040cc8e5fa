import { parseDecimal } from '../../decimal.js';
import { InvalidText } from '../../text.js';
import { parsingScalar } from './parsing-scalar.js';

export const DecimalScalar = parsingScalar<string, InvalidText>({
  name: 'Decimal',
  description: 'An exact decimal number as a string, `"12.5"`: 15 digits before the point and 6 behind it at most.',
  parse: parseDecimal,
  flaw: InvalidText,
  serialize: (value) => {
    const number = parseDecimal(String(value));
    // More digits than a client may send come from sums; they are exact too.
    return number instanceof InvalidText ? String(value) : number;
  },
});
