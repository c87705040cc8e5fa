import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';
import { LOCATION_KIND, type LocationKind } from './party-kinds.js';
import { GlnScalar } from './scalars/gln.scalar.js';

registerEnumType(LOCATION_KIND, { name: 'LocationKind', description: 'What goes on at a place.' });

@ObjectType('Location', { description: 'A place where goods are: one GLN.' })
export class LocationType {
  @Field(() => ID, { description: 'Made from the GLN.' })
  id!: string;

  @Field(() => GlnScalar, { description: '13 digits.' })
  gln!: string;

  @Field(() => String, { nullable: true, description: 'As the company calls it.' })
  name!: string | null;

  @Field(() => LOCATION_KIND, { description: 'What goes on there.' })
  kind!: LocationKind;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street!: string | null;

  @Field(() => String, { nullable: true, description: 'Town.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or county.' })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'As its post writes it.' })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1, two letters.' })
  country!: string | null;

  @Field(() => Boolean, {
    description: 'False while the place is known from movements only, and nobody has registered it.',
  })
  registered!: boolean;
}

export const LocationConnectionType = connectionType('Location', () => LocationType);
