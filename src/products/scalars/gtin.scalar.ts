import { InvalidIdentifier, parseGtin, type Gtin } from '../../gs1/index.js';
import { parsingScalar } from '../../platform/graphql/scalars/parsing-scalar.js';

export const GtinScalar = parsingScalar<Gtin, InvalidIdentifier>({
  name: 'GTIN',
  description: 'A Global Trade Item Number. Accepted with 8, 12, 13 or 14 digits; always answered with 14.',
  parse: parseGtin,
  flaw: InvalidIdentifier,
  serialize: String,
});
