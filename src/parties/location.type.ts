import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';
import { LOCATION_KIND, type LocationKind } from './party-kinds.js';
import { GlnScalar } from './scalars/gln.scalar.js';

registerEnumType(LOCATION_KIND, { name: 'LocationKind' });

@ObjectType('Location', { description: 'A place where goods are: one GLN.' })
export class LocationType {
  @Field(() => ID)
  id!: string;

  @Field(() => GlnScalar)
  gln!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => LOCATION_KIND)
  kind!: LocationKind;

  @Field(() => String, { nullable: true })
  street!: string | null;

  @Field(() => String, { nullable: true })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or county.' })
  region!: string | null;

  @Field(() => String, { nullable: true })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1, two letters.' })
  country!: string | null;

  @Field(() => Boolean, {
    description: 'False while the place is known from movements only, and nobody has registered it.',
  })
  registered!: boolean;
}

export const LocationConnectionType = connectionType('Location', () => LocationType);
