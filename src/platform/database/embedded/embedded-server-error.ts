/** Something a person has to put right before the embedded database can run. The message says what, and what to do. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
}
