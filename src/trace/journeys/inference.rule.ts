/** Why a step is INFERRED: what was scanned in place of the goods (`architecture.md` 2.10). */
export const INFERENCE = {
  CONTAINER_SCANNED: 'The container that it was in was scanned.',
  OUTER_CONTAINER_SCANNED: 'It was in a container that was packed in another one, and that other one was scanned.',
  CONTAINER_EMPTIED: 'The container that it was in was emptied, and what was taken out was not named.',
} as const;
export type InferenceCode = keyof typeof INFERENCE;

/** Why goods are not in a container any more, though nobody has recorded that they were taken out of it. */
export const PACKING_END = {
  PACKED_ELSEWHERE: 'It was packed into another container, so it had left the one before.',
  SEEN_ELSEWHERE: 'It was scanned by itself where its container was not, so it had left that unseen.',
  TRANSFORMED: 'It went into a transform or came out of one, so it is in no container.',
} as const;
export type PackingEndCode = keyof typeof PACKING_END;

/** Of goods that were carried by a container's scan. */
export function inferenceOf(how: { readonly isEmptied: boolean; readonly isNearest: boolean }): InferenceCode {
  if (!how.isNearest) return 'OUTER_CONTAINER_SCANNED';
  return how.isEmptied ? 'CONTAINER_EMPTIED' : 'CONTAINER_SCANNED';
}
