/** One thing wrong with what was sent, for whoever fills in the form. */
export interface Problem {
  /** The path of the field: `scope.batches[0].gtin`. */
  readonly field: string;
  /** The rest of the sentence that begins with the field. */
  readonly message: string;
}
