/** Comes before every id there is: where a list in key order begins. */
export const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';
