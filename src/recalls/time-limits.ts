/** What one statement may take while a scope is evaluated and launched: a batch of a million units at ten thousand customers. */
export const EVALUATION_MS = 60_000;

/** Said of what evaluates a scope within its request. */
export const MAY_GO_ON = 'For a very large scope the answer may be TIMEOUT while this goes on:';
