import { sizeOf } from '../goods.rule.js';
import type { Movement } from '../movement.js';
import type { MovementItem } from '../movement-item.js';
import type { MovementKind } from '../movement-kind.rule.js';
import type { Problems } from '../problem.js';

type Named = Pick<Movement, 'goods' | 'outputs'>;

/** Which goods a movement of a kind can name, and which of its fields; everything that is wrong is a problem. */
export function checkGoodsOfKind(kind: MovementKind, named: Named, item: MovementItem, problems: Problems): void {
  checkInputs(kind, named, item, problems);
  checkOutputs(kind, named, problems);
  if (kind !== 'declare' && item.batch != null) {
    problems.add('NOT_OF_THIS_KIND', 'batch', 'Only a movement of kind declare says something of a batch.');
  }
}

function checkInputs(kind: MovementKind, { goods }: Named, item: MovementItem, problems: Problems): void {
  const only = ONLY[kind];
  if (only && kinds(goods).some((one) => !only.goods.includes(one))) {
    problems.add('NOT_OF_THIS_KIND', 'goods', only.message);
  }
  if (sizeOf(goods) > 0 || problems.list.length > 0) return;
  if (kind === 'unpack' || (kind === 'declare' && item.batch != null)) return;
  problems.add('NO_GOODS', 'goods', 'The movement names no goods.');
}

function checkOutputs(kind: MovementKind, { outputs }: Named, problems: Problems): void {
  const count = sizeOf(outputs);
  if (kind !== 'transform') {
    if (count > 0) problems.add('NOT_OF_THIS_KIND', 'outputs', 'Only a movement of kind transform has outputs.');
    return;
  }
  if (outputs.logisticUnits.length > 0) problems.add('NOT_OF_THIS_KIND', 'outputs', PACKED_AFTERWARDS);
  if (count === 0 && problems.list.length === 0) {
    problems.add('NO_GOODS', 'outputs', 'A movement of kind transform names what came out of it.');
  }
}

type GoodsKind = 'units' | 'logisticUnits' | 'quantities';

function kinds(goods: Movement['goods']): GoodsKind[] {
  return (['units', 'logisticUnits', 'quantities'] as const).filter((kind) => goods[kind].length > 0);
}

const PACKED_AFTERWARDS = 'The movement names logistic units; what comes out is named itself, and packed afterwards.';

/** Kinds that can name some goods only. */
const ONLY: Readonly<
  Partial<Record<MovementKind, { readonly goods: readonly GoodsKind[]; readonly message: string }>>
> = {
  transform: {
    goods: ['units', 'quantities'],
    message: 'The movement names logistic units; what goes in is named itself, and unpacked before.',
  },
  adjust: {
    goods: ['quantities'],
    message:
      'The movement names serials or SSCCs; counting puts quantities right. A unit is observed where it is, or destroyed.',
  },
  declare: {
    goods: ['units', 'logisticUnits'],
    message: 'The movement names quantities; how much was made of a batch stands in batch.quantity.',
  },
};
