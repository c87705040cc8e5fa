/** Something a person has to put right before the embedded database can be used. The message says what, and what to do. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
}

const ADVICE: Record<string, string> = {
  EACCES: 'Start Retrace as the user who owns it, or choose another place.',
  EPERM: 'Start Retrace as the user who owns it, or choose another place.',
  EROFS: 'Its file system cannot be written. Choose another place.',
  ENOTDIR: 'A file is in the way. Choose another place.',
  EEXIST: 'A file is in the way. Choose another place.',
  ENOENT: 'It has to be there first.',
  ENOSPC: 'The disk is full. Free some space.',
  EDQUOT: 'The quota of the disk is used up. Free some space.',
};

/** The system's own refusals to use a place, with what to do about them. Anything else is a fault and stays as it is. */
export function asEmbeddedServerError(error: unknown, place: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const advice = ADVICE[code ?? ''];
  if (advice === undefined) return error;
  return new EmbeddedServerError(`${place} cannot be used: ${message}. ${advice}`, { cause: error });
}
