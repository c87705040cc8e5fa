import { register } from 'node:module';

/*
 * Jest runs a global setup outside of its own module system, where nothing reads TypeScript. Here Node is taught to, by the
 * compiler and the settings that Jest uses for everything else.
 */
register('./typescript-hooks.js', import.meta.url);

/** The default export of a TypeScript module beside this one. */
export async function importTypeScript(path) {
  return (await import(path)).default;
}
