import { cset39, cset64, cset82, csetNumeric } from './character-sets.js';
import {
  importeridx,
  iso3166,
  iso3166999,
  iso3166alpha2,
  iso4217,
  iso5218,
  mediatype,
  packagetype,
} from './code-lists.js';
import { couponcode, couponposoffer } from './coupons.js';
import { hh, hhmi, latitude, longitude, mi, ss, yymmd0, yymmdd, yyyymmd0, yyyymmdd } from './dates.js';
import { csum, csumalpha, gcppos1, gcppos2, iban } from './keys.js';
import type { Linter } from './linter.js';
import {
  hasnondigit,
  hyphen,
  nonzero,
  nozeroprefix,
  pcenc,
  pieceoftotal,
  posinseqslash,
  winding,
  yesno,
  zero,
} from './numbers.js';

/** GS1's syntax tests by the names the syntax dictionary calls them. */
export const LINTERS: ReadonlyMap<string, Linter> = new Map(
  Object.entries({
    couponcode,
    couponposoffer,
    csum,
    csumalpha,
    gcppos1,
    gcppos2,
    hasnondigit,
    hh,
    hhmi,
    hyphen,
    iban,
    importeridx,
    iso3166,
    iso3166999,
    iso3166alpha2,
    iso4217,
    iso5218,
    latitude,
    longitude,
    mediatype,
    mi,
    nonzero,
    nozeroprefix,
    packagetype,
    pcenc,
    pieceoftotal,
    posinseqslash,
    ss,
    winding,
    yesno,
    yymmd0,
    yymmdd,
    yyyymmd0,
    yyyymmdd,
    zero,
  }),
);

/** What a component's type says about its characters. */
export const SET_LINTERS = { N: csetNumeric, X: cset82, Y: cset39, Z: cset64 } as const;
