import { expect, test } from '@jest/globals';

import { setUpWorld } from '../../support/world.js';
import { setUpServed } from './serve.js';
import { TEST_SCHEMA } from './test-schema.js';

const world = setUpWorld();
const served = setUpServed(world, TEST_SCHEMA);

test('in production there is no GraphiQL and no landing page', async () => {
  const [home, graphiql] = await Promise.all([fetch(`${served.url}/`), fetch(`${served.url}/graphiql`)]);

  expect(await home.text()).toBe('Retrace. GraphQL is served at /graphql.\n');
  expect(graphiql.status).toBe(404);
});
