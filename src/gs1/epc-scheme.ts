/*
 * How an EPC scheme spells a GS1 key: company prefix, reference and serial number with dots between them, without check digit.
 *
 * GS1 EPC Tag Data Standard, 6.3 "Pure identity EPC URI schemes", 8 "EPC class URIs" and 12 "EPC tag URI"; EPCIS CBV, 8.
 */
export interface EpcScheme {
  readonly name: string;
  /** The application identifier of the key. */
  readonly ai: string;
  /** Digits of company prefix and reference together; null where the reference is text of any length. */
  readonly digits: number | null;
  /** The reference's first digit stands before the company prefix in the key, as indicator or extension digit. */
  readonly indicator?: boolean;
  /** What the key begins with besides. */
  readonly filler?: '0';
  readonly checkDigit?: boolean;
  /** The piece and the total of an individual trade item piece follow the reference. */
  readonly pieces?: boolean;
  /** Where the serial number goes: into an application identifier of its own, or behind the key. */
  readonly serial?: { readonly ai: string } | 'behind';
  /** The serial that means there is none. */
  readonly noSerial?: '0';
  /** A class of things, not one of them. */
  readonly isClass?: boolean;
  /** The sizes in which RFID tags hold it, as their URIs name them. */
  readonly tags?: readonly string[];
}

const gtin = { ai: '01', digits: 13, indicator: true, checkDigit: true } as const;

export const EPC_SCHEMES: readonly EpcScheme[] = [
  { name: 'sgtin', ...gtin, serial: { ai: '21' }, tags: ['96', '198'] },
  { name: 'upui', ...gtin, serial: { ai: '235' } },
  { name: 'lgtin', ...gtin, serial: { ai: '10' }, isClass: true },
  { name: 'itip', ...gtin, ai: '8006', pieces: true, serial: { ai: '21' }, tags: ['110', '212'] },
  { name: 'sscc', ai: '00', digits: 17, indicator: true, checkDigit: true, tags: ['96'] },
  { name: 'sgln', ai: '414', digits: 12, checkDigit: true, serial: { ai: '254' }, noSerial: '0', tags: ['96', '195'] },
  { name: 'pgln', ai: '417', digits: 12, checkDigit: true },
  { name: 'grai', ai: '8003', digits: 12, filler: '0', checkDigit: true, serial: 'behind', tags: ['96', '170'] },
  { name: 'gdti', ai: '253', digits: 12, checkDigit: true, serial: 'behind', tags: ['96', '113', '174'] },
  { name: 'sgcn', ai: '255', digits: 12, checkDigit: true, serial: 'behind', tags: ['96'] },
  { name: 'gsrn', ai: '8018', digits: 17, checkDigit: true, tags: ['96'] },
  { name: 'gsrnp', ai: '8017', digits: 17, checkDigit: true, tags: ['96'] },
  { name: 'gsin', ai: '402', digits: 16, checkDigit: true },
  { name: 'giai', ai: '8004', digits: null, tags: ['96', '202'] },
  { name: 'ginc', ai: '401', digits: null },
  { name: 'cpi', ai: '8010', digits: null, serial: { ai: '8011' }, tags: ['96', 'var'] },
];
