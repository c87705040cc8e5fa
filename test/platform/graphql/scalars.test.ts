import { expect, test } from '@jest/globals';
import { GraphQLObjectType, GraphQLSchema, GraphQLString, graphql, type GraphQLScalarType } from 'graphql';

import { GlnScalar } from '../../../src/parties/index.js';
import { DateScalar } from '../../../src/platform/graphql/scalars/date.scalar.js';
import { DateTimeScalar } from '../../../src/platform/graphql/scalars/date-time.scalar.js';
import { DecimalScalar } from '../../../src/platform/graphql/scalars/decimal.scalar.js';
import { GtinScalar, SsccScalar } from '../../../src/products/index.js';

/** What a resolver gets for `text`, and how it is answered back: as a literal or as a variable. */
async function roundTrip(scalar: GraphQLScalarType, text: unknown, as: 'literal' | 'variable') {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        echo: { type: scalar, args: { value: { type: scalar } }, resolve: (_, { value }: { value: unknown }) => value },
        unused: { type: GraphQLString },
      },
    }),
  });
  const result =
    as === 'literal'
      ? await graphql({ schema, source: `{ echo(value: ${JSON.stringify(text)}) }` })
      : await graphql({
          schema,
          source: `query ($value: ${scalar.name}) { echo(value: $value) }`,
          variableValues: { value: text },
        });
  return result.errors
    ? { code: result.errors[0]?.extensions['code'], message: result.errors[0]?.message }
    : { value: result.data?.['echo'] };
}

test.each([
  [GtinScalar, '96385074', '00000096385074'],
  [GlnScalar, '9506000100005', '9506000100005'],
  [SsccScalar, '006141411234567890', '006141411234567890'],
  [DateScalar, '2026-02-28', '2026-02-28'],
  [DateTimeScalar, '2026-02-28T06:00:00+01:00', '2026-02-28T05:00:00.000Z'],
  [DecimalScalar, '012.50', '12.5'],
])('%s %s is answered as %s', async (scalar, text, answered) => {
  expect(await roundTrip(scalar, text, 'literal')).toEqual({ value: answered });
  expect(await roundTrip(scalar, text, 'variable')).toEqual({ value: answered });
});

test.each([
  [GtinScalar, '96385075', 'This GTIN has a wrong check digit, expected 4.'],
  [GlnScalar, '950', 'This GLN is not 13 digits long.'],
  [SsccScalar, '', 'This SSCC is not 18 digits long.'],
  [DateScalar, '2026-02-30', 'This Date is not a day of the calendar.'],
  [DateTimeScalar, '2026-02-28T06:00:00', 'This DateTime is not a time with its offset from UTC'],
  [DecimalScalar, '1e9', 'This Decimal is not a decimal number such as 12.5.'],
  [GtinScalar, 96385074, 'A GTIN is written as a string.'],
  [DateTimeScalar, 0, 'A DateTime is written as a string.'],
  [DecimalScalar, 1.5, 'A Decimal is written as a string.'],
])('%s %j is refused with the reason', async (scalar, text, message) => {
  for (const as of ['literal', 'variable'] as const) {
    expect(await roundTrip(scalar, text, as)).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(message),
    });
  }
});
