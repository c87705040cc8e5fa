import { parseDecimal, spellDecimal } from '../../decimal.js';
import { InvalidText } from '../../text.js';
import { parsingScalar } from './parsing-scalar.js';

export const DecimalScalar = parsingScalar<string, InvalidText>({
  name: 'Decimal',
  description:
    'An exact decimal number as a string, `"12.5"`, without an exponent and without zeros at its end. Send 15 digits before the ' +
    'point and 6 behind it at most; in an answer, what was added up or converted from another unit of measure may have more.',
  parse: parseDecimal,
  flaw: InvalidText,
  serialize: (value) => spellDecimal(String(value)),
});
