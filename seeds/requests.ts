import type { PlannedMovement } from './northwind/plan.js';

/** A tenth of what a request may hold: short statements, also where the machine is slow. */
const GOODS_OF_A_REQUEST = 5_000;

/** Fewer than a request may hold, whatever its goods. */
const MOVEMENTS_OF_A_REQUEST = 2_000;

/** The id of the last movement of the last request. A request is recorded as a whole. */
export const LAST_MOVEMENT = 'nw-deliver-11057';

export interface DemoRequest {
  readonly movements: readonly PlannedMovement[];
  readonly goods: number;
}

/**
 * The movements in requests. Nothing is in one request twice, and each thing's movements keep their order from request to
 * request, so all of them are news of goods not seen later yet, which is what recording does fastest.
 */
export function requestsOf(movements: readonly PlannedMovement[]): DemoRequest[] {
  return roundsOf(movements).flatMap(inRequests);
}

/** The first movement of everything, then the second of everything, and so on; a container's next follows its packing. */
function roundsOf(movements: readonly PlannedMovement[]): PlannedMovement[][] {
  const rounds: PlannedMovement[][] = [];
  const roundsSoFar = new Map<string, number>();
  for (const movement of movements) {
    const goods = [...goodsOf(movement), ...(movement.container ? [movement.container] : [])];
    const round = goods.reduce((latest, one) => Math.max(latest, roundsSoFar.get(one) ?? 0), 0);
    for (const one of goods) roundsSoFar.set(one, round + 1);
    (rounds[round] ??= []).push(movement);
  }
  return rounds;
}

function inRequests(movements: readonly PlannedMovement[]): DemoRequest[] {
  const requests: { movements: PlannedMovement[]; goods: number }[] = [];
  for (const movement of movements) {
    const goods = goodsOf(movement).length;
    const last = requests.at(-1);
    const fits = last && last.goods + goods <= GOODS_OF_A_REQUEST && last.movements.length < MOVEMENTS_OF_A_REQUEST;
    if (!fits) requests.push({ movements: [movement], goods });
    else {
      last.movements.push(movement);
      last.goods += goods;
    }
  }
  return requests;
}

function goodsOf({ goods, outputs }: PlannedMovement): string[] {
  const units = [...(goods.serials ?? []), ...(outputs?.serials ?? [])].flatMap(({ gtin, serials }) =>
    serials.map((serial) => `${gtin} ${serial}`),
  );
  return [...units, ...(goods.ssccs ?? [])];
}
