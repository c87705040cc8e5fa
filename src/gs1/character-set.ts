/**
 * The character sets of application identifiers' values.
 *
 * GS1 General Specifications, 7.11 "GS1 AI encodable character set 82" and "39"; RFC 4648, 5 for base64url.
 */
export const CHARACTER_SET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/;
export const CHARACTER_SET_39 = /^[#\-/0-9A-Z]*$/;
