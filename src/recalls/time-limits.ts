/** What one statement may take while a scope is evaluated and launched: a batch of a million units at ten thousand customers. */
export const EVALUATION_MS = 60_000;
