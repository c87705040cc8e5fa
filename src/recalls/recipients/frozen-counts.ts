import type { UnitCount } from '../../trace/index.js';
import type { Quantity } from './quantity-text.rule.js';
import type { RecallRecipient } from './recipients.js';

/** A count says that it is of what a recipient may have; a launch of long ago says it by their certainty alone. */
type Frozen<Count> = Count & { readonly mayHave?: true };

/** How the counts of a recipient are kept: what is certain and what is not in one list each, told apart. */
export interface FrozenCounts {
  readonly units: number;
  readonly unitsByProduct: readonly Frozen<UnitCount>[] | null;
  readonly quantities: readonly Frozen<Quantity>[];
}

export function freezeCounts({
  units,
  unitsByProduct,
  quantities,
  mayHave,
}: Pick<RecallRecipient, Told>): FrozenCounts {
  const asDoubtful = <Count>(count: Count) => ({ ...count, mayHave: true as const });
  return {
    units,
    unitsByProduct: unitsByProduct && [...unitsByProduct, ...(mayHave?.unitsByProduct ?? []).map(asDoubtful)],
    quantities: [...quantities, ...(mayHave?.quantities ?? []).map(asDoubtful)],
  };
}

type Row = FrozenCounts & Pick<RecallRecipient, 'certainty' | 'reason'>;

export function readFrozen<R extends Row>(row: R): Omit<R, keyof FrozenCounts> & Pick<RecallRecipient, Told> {
  const { units, unitsByProduct, quantities, ...recipient } = row;
  const isDoubtful = (count: Frozen<unknown>) => count.mayHave === true || row.certainty === 'MAY_HAVE';
  const isCertain = (count: Frozen<unknown>) => !isDoubtful(count);
  const byProduct = unitsByProduct ?? [{ gtin: null, units }];
  const doubtful = byProduct.filter(isDoubtful).filter((count) => count.units > 0);
  return {
    ...recipient,
    units: row.certainty === 'MAY_HAVE' ? 0 : units,
    unitsByProduct: unitsByProduct?.filter(isCertain) ?? null,
    quantities: quantities.filter(isCertain),
    mayHave:
      row.reason === null
        ? null
        : {
            units: doubtful.reduce((sum, count) => sum + count.units, 0),
            unitsByProduct: doubtful,
            quantities: quantities.filter(isDoubtful),
          },
  };
}

type Told = keyof FrozenCounts | 'mayHave';
