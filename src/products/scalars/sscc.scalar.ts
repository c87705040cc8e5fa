import { InvalidIdentifier, parseSscc, type Sscc } from '../../gs1/index.js';
import { parsingScalar } from '../../platform/graphql/scalars/parsing-scalar.js';

export const SsccScalar = parsingScalar<Sscc, InvalidIdentifier>({
  name: 'SSCC',
  description: 'A Serial Shipping Container Code: 18 digits.',
  parse: parseSscc,
  flaw: InvalidIdentifier,
  serialize: String,
});
