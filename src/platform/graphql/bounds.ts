const MB = 1_000_000;

/**
 * Every bound of the API, in one place (`reliability.md` R24). What is refused here is refused before it is executed.
 */
export const BOUNDS = {
  /** Bytes of a request's body. Documents that record or register in bulk are allowed the larger one. */
  bodyBytes: 8 * MB,
  /** Lexical tokens of a document. */
  tokens: 2_000,
  /** Levels of selection sets, fragments spread. */
  depth: 15,
  aliases: 20,
  rootFields: 20,
  /** How often one response key may be selected in one selection set. */
  duplicatesOfOneKey: 5,
  directives: 30,
  /** Bad values in the variables that are named; the rest is not read. */
  coercionErrors: 5,
  /** Entries of a list argument; bulk mutations state their own. */
  listInput: 1_000,
  /** Entries of a bulk mutation. */
  bulkInput: 5_000,
  /** Units, logistic units and quantities of all movements of a request together. */
  goodsOfARequest: 50_000,
  /** Characters of a text that names or describes something. */
  text: 2_000,
  pageSize: 200,
  defaultPageSize: 50,
  /** Fields of a query, each list counted as many times as its page is long. */
  cost: 40_000,
  /** Lookups by CUSTOMER_SERVICE, for each key. */
  lookupsPerMinute: 60,
  /** Long questions of one key that wait for their answers. */
  openInquiries: 5,
  /** Milliseconds from a document's acceptance to its answer. */
  executionMs: 10_000,
} as const;
