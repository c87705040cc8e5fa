import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root, Subscription } from 'type-graphql';

import { type Gln, parseGln } from '../gs1/index.js';
import { GlnScalar, locationById, locationId, LocationType } from '../parties/index.js';
import { DataReaders } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { Refusal } from '../platform/graphql/refusal.js';
import type { EventPayload } from '../platform/pubsub.js';
import { placeTopic } from './movement-events.js';
import { movementById } from './movement-row.query.js';
import { MovementType } from './movement.type.js';

@ObjectType('MovementsRecorded', { description: 'Movements that one request recorded or corrected at a place.' })
export class MovementsRecordedType {
  @Field(() => Int, { description: 'How many.' })
  count!: number;

  locationId!: string;
  movementIds!: string;
}

@Resolver(() => MovementsRecordedType)
export class MovementEventResolver {
  @DataReaders()
  @Subscription(() => MovementsRecordedType, {
    nullable: true,
    description:
      'What is recorded at a place, or corrected there, as it happens. A live view: after a break, read what was missed by ' +
      'other queries.',
    subscribe: ({ args, context }) => watchPlace(context as Context, args as { place: string }),
  })
  movementsRecorded(
    @Root() event: EventPayload,
    // Read when the subscription begins; declared here, where TypeGraphQL looks for it.
    @Arg('place', () => GlnScalar, { description: 'GLN of the place.' }) place: Gln,
  ) {
    return event['locationId'] === locationId(place) ? event : null;
  }

  @FieldResolver(() => LocationType, { nullable: true, description: 'Where they were recorded.' })
  place(@Root() event: MovementsRecordedType, @Ctx() { load }: Context) {
    return load(locationById, event.locationId);
  }

  @FieldResolver(() => [MovementType], { description: 'The movements; of more than 100, the first 100.' })
  async movements(@Root() event: MovementsRecordedType, @Ctx() { load }: Context) {
    const movements = await Promise.all(event.movementIds.split(',').map((id) => load(movementById, id)));
    return movements.filter((movement) => movement !== null);
  }
}

function watchPlace({ events }: Context, { place }: { place: string }): AsyncIterable<EventPayload> {
  const gln = parseGln(place);
  if (typeof gln !== 'string') throw new Refusal('BAD_USER_INPUT', `${gln.toString()}.`);
  return events.subscribe(placeTopic(locationId(gln)));
}
