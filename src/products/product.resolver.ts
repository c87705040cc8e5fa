import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { Gtin } from '../gs1/index.js';
import { Access, DataReaders } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { RegistrationType } from '../platform/registration/registration.type.js';
import { productId } from './goods-id.js';
import { packagesOfProduct, packagingOfProduct, type PackagingLevelRow } from './packaging.query.js';
import { listProducts, productById, type ProductRow } from './product.query.js';
import { PackagingLevelType, ProductConnectionType, ProductType } from './product.type.js';
import { registerProducts } from './register-products.js';
import { RegisterProductInputType } from './register-products.type.js';
import { GtinScalar } from './scalars/gtin.scalar.js';

/** A level as seen from either end: the product at the other. */
interface LevelRow {
  readonly otherProductId: string;
  readonly quantity: number;
}

@Resolver(() => ProductType)
export class ProductResolver {
  @DataReaders()
  @Query(() => ProductType, {
    nullable: true,
    description: 'The product with this GTIN; null if it was never mentioned.',
  })
  product(
    @Arg('gtin', () => GtinScalar, { description: '8, 12, 13 or 14 digits.' }) gtin: Gtin,
    @Ctx() { load }: Context,
  ) {
    return load(productById, productId(gtin));
  }

  @DataReaders()
  @Query(() => ProductConnectionType, { description: 'All products, in the order of their GTINs.' })
  products(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf<ProductRow>(context, page, {
      scope: 'products',
      find: (limit, after) => listProducts(context.db, limit, String(after?.[0] ?? '')),
      keyOf: ({ gtin }) => [gtin],
    });
  }

  @Access('QUALITY')
  @Mutation(() => RegistrationType, {
    description:
      'Registers up to 5,000 products. Registering again changes what is said differently and nothing else. Codes: MISSING, ' +
      'INVALID, PACKAGING_CIRCLE (a product would hold itself), TWICE_IN_REQUEST.',
  })
  registerProducts(
    @Arg('products', () => [RegisterProductInputType], { description: 'At most 5,000.' })
    products: RegisterProductInputType[],
    @Ctx() context: Context,
  ) {
    return registerProducts(context, products);
  }

  @FieldResolver(() => [PackagingLevelType], { description: 'What one of this product holds.' })
  async packagingLevels(@Root() product: ProductRow, @Ctx() { load }: Context): Promise<LevelRow[]> {
    const packaging = await load(packagingOfProduct, product.id);
    return seenFrom(packaging?.levels ?? [], ({ containedProductId }) => containedProductId);
  }

  @FieldResolver(() => [PackagingLevelType], { description: 'What holds this product, and how many of it.' })
  async containedIn(@Root() product: ProductRow, @Ctx() { load }: Context): Promise<LevelRow[]> {
    const packages = await load(packagesOfProduct, product.id);
    return seenFrom(packages?.levels ?? [], ({ productId: holder }) => holder);
  }
}

@Resolver(() => PackagingLevelType)
export class PackagingLevelResolver {
  @FieldResolver(() => ProductType, { description: 'The product at the other end.' })
  product(@Root() level: LevelRow, @Ctx() { load }: Context) {
    return load(productById, level.otherProductId);
  }
}

function seenFrom(levels: readonly PackagingLevelRow[], otherOf: (level: PackagingLevelRow) => string): LevelRow[] {
  return levels.map((level) => ({ otherProductId: otherOf(level), quantity: level.quantity }));
}
