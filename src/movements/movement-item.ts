/*
 * An item as it comes in: everything is text, or null, and nothing is trusted. The GraphQL inputs have these shapes; seeds
 * and other doors bring them too.
 */

export interface MovementItem {
  readonly id?: string | null;
  readonly kind: string;
  readonly occurredAt: string;
  readonly sequence?: number | null;
  readonly place?: string | null;
  readonly destination?: string | null;
  readonly carrier?: string | null;
  readonly consignee?: string | null;
  readonly consignor?: string | null;
  readonly container?: string | null;
  readonly order?: string | null;
  readonly shipment?: string | null;
  readonly device?: string | null;
  readonly goods: GoodsItem;
  readonly outputs?: GoodsItem | null;
  readonly batch?: BatchItem | null;
}

export interface GoodsItem {
  readonly serials?: readonly SerialsItem[] | null;
  readonly ssccs?: readonly string[] | null;
  readonly quantities?: readonly BatchQuantityItem[] | null;
  readonly codes?: readonly string[] | null;
}

export interface SerialsItem {
  readonly gtin: string;
  readonly batch?: string | null;
  readonly serials: readonly string[];
}

export interface BatchQuantityItem {
  readonly gtin: string;
  readonly batch: string;
  readonly quantity: string;
  readonly uom?: string | null;
}

export interface BatchItem {
  readonly gtin: string;
  readonly number: string;
  readonly quantity?: string | null;
  readonly uom?: string | null;
  readonly producedOn?: string | null;
  readonly expiresOn?: string | null;
  readonly supplierBatch?: string | null;
}

export interface UnitsItem {
  readonly gtin: string;
  readonly batch?: string | null;
  readonly serials?: readonly string[] | null;
  readonly range?: { readonly from: string; readonly to: string } | null;
}
