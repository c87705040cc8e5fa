/** Something a person has to put right before the embedded database can run. The message says what, and what to do. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
}

const ADVICE: Record<string, string> = {
  EACCES: 'Start Retrace as the user who owns it, or choose another directory with DATA_DIR.',
  EPERM: 'Start Retrace as the user who owns it, or choose another directory with DATA_DIR.',
  EROFS: 'Its file system cannot be written. Choose another directory with DATA_DIR.',
  ENOTDIR: 'It is not a directory. Choose another with DATA_DIR.',
  EEXIST: 'It is not a directory. Choose another with DATA_DIR.',
  ENOSPC: 'The disk is full. Free some space.',
  EDQUOT: 'The quota of the disk is used up. Free some space.',
};

/** The system's own refusals, with what to do about them. Anything else is a fault and stays as it is. */
export function asEmbeddedServerError(error: unknown, dataDir: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const advice = ADVICE[code ?? ''];
  if (advice === undefined) return error;
  return new EmbeddedServerError(`The data directory ${dataDir} cannot be used: ${message}. ${advice}`, {
    cause: error,
  });
}
