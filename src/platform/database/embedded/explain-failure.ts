const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/No space left on device|Check free disk space/, 'the disk is full'],
  [/could not bind|could not create any TCP\/IP sockets/, 'its port is taken'],
  [
    /has (wrong ownership|invalid permissions)|Permission denied/,
    'it may not use its files: check their owner and permissions',
  ],
  [/pre-existing shared memory block/, 'processes of the server before it are still running'],
  [/error while loading shared libraries|GLIBC_|cannot execute/, 'its programs do not run on this system'],
  [/invalid checkpoint record|could not locate a valid checkpoint|PANIC/, 'its files are damaged: restore a backup'],
];

/** A person's sentence for what PostgreSQL wrote, followed by its own last words. */
export function explain(what: string, output: string): string {
  const cause = CAUSES.find(([pattern]) => pattern.test(output))?.[1];
  const lastWords = output.trim().split('\n').slice(-5).join('\n');
  return `${what}${cause ? `: ${cause}` : ''}.${lastWords ? `\n${lastWords}` : ''}`;
}
