import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { unitKey } from '../gs1/index.js';
import type { Context } from '../platform/context.js';
import { BatchType } from './batch.type.js';
import type { BatchRow, UnitRow } from './goods.query.js';
import { productById } from './product.query.js';
import { ProductType } from './product.type.js';
import { UnitType } from './unit.type.js';

/** Where canonical Digital Links live. GS1 Digital Link: URI Syntax, "Canonical GS1 Digital Link URIs". */
const CANONICAL_DOMAIN = 'https://id.gs1.org';

@Resolver(() => BatchType)
export class BatchIdentityResolver {
  @FieldResolver(() => ProductType, { description: 'What it is one of.' })
  product(@Root() batch: BatchRow, @Ctx() { load }: Context) {
    return load(productById, batch.productId);
  }
}

@Resolver(() => UnitType)
export class UnitIdentityResolver {
  @FieldResolver(() => ProductType, { description: 'What it is one of.' })
  product(@Root() unit: UnitRow, @Ctx() { load }: Context) {
    return load(productById, unit.productId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Its canonical GS1 Digital Link; null where the serial is none that AI 21 can hold.',
  })
  digitalLink(@Root() { gtin, serial, conforming }: UnitRow) {
    return conforming ? CANONICAL_DOMAIN + unitKey(gtin, { kind: 'serial', text: serial, conforming }) : null;
  }
}
