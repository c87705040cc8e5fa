import { InvalidIdentifier, parseGln, type Gln } from '../../gs1/index.js';
import { parsingScalar } from '../../platform/graphql/scalars/parsing-scalar.js';

export const GlnScalar = parsingScalar<Gln, InvalidIdentifier>({
  name: 'GLN',
  description: 'A Global Location Number: 13 digits.',
  parse: parseGln,
  flaw: InvalidIdentifier,
  serialize: String,
});
