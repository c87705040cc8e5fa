import type { MovementKind } from '../movement-kind.rule.js';

export type PlaceKind = 'AT_LOCATION' | 'IN_TRANSIT' | 'DELIVERED' | 'DESTROYED' | 'TRANSFORMED' | 'PACKED';

export interface StockPlace {
  readonly placeKind: PlaceKind;
  readonly locationId?: string | null;
  readonly carrierId?: string | null;
  readonly consigneeId?: string | null;
  readonly containerId?: string | null;
}

/** Where a movement takes goods that are counted by quantity from, and where it puts them. */
interface Transfer {
  readonly from: StockPlace | null;
  readonly to: StockPlace | null;
}

export interface QuantityMovement {
  readonly kind: MovementKind;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly consignorId: string | null;
  readonly containerId: string | null;
}

/**
 * What a movement does to the stock of a batch, as double entry: every piece that arrives somewhere left somewhere else,
 * or was made or ended there. What a customer passes on leaves that customer, shipped or, where no shipment is reported,
 * handed over at once. The sum by place is the stock; the sum over all places is what was made.
 */
export function transferOf(movement: QuantityMovement): Transfer {
  const { locationId, carrierId, consigneeId, consignorId, containerId } = movement;
  const here: StockPlace = { placeKind: 'AT_LOCATION', locationId };
  const onTheWay: StockPlace = { placeKind: 'IN_TRANSIT', carrierId, consigneeId };
  const withConsignor: StockPlace = { placeKind: 'DELIVERED', locationId: null, consigneeId: consignorId };
  const packed: StockPlace = { placeKind: 'PACKED', containerId };
  switch (movement.kind) {
    case 'commission':
      return { from: null, to: here };
    case 'pack':
      return { from: here, to: packed };
    case 'unpack':
      return { from: packed, to: here };
    case 'ship':
      return { from: consignorId === null ? here : withConsignor, to: onTheWay };
    case 'receive':
      return { from: { placeKind: 'IN_TRANSIT', carrierId, consigneeId: null }, to: here };
    case 'deliver':
      return {
        from: consignorId === null ? onTheWay : withConsignor,
        to: { placeKind: 'DELIVERED', locationId, consigneeId },
      };
    case 'return':
      return {
        from: { placeKind: 'DELIVERED', locationId: null, consigneeId },
        to: locationId === null ? { placeKind: 'IN_TRANSIT', carrierId, consigneeId: null } : here,
      };
    case 'destroy':
      return { from: here, to: { placeKind: 'DESTROYED', locationId } };
    case 'transform':
      return { from: here, to: { placeKind: 'TRANSFORMED' } };
    case 'adjust':
      return { from: null, to: here };
    case 'observe':
    case 'declare':
      return { from: null, to: null };
  }
}
