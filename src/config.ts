/** Everything the environment can change, read once at start. No other file of `src/` reads `process.env`. */
export interface Config {
  readonly production: boolean;
  readonly host: string | undefined;
  readonly port: number;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly companyName: string;
  /** Signs answer links and cursors. Null: a key file in `dataDir` is made and used. */
  readonly linkKey: string | null;
  readonly logLevel: string;
  /** Reverse proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  readonly corsOrigins: readonly string[];
}

export type DatabaseConfig =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'external'; readonly appUrl: string; readonly ownerUrl: string | null };

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads the environment and reports every problem at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const set = (name: string): string | null => (env[name]?.trim() ? env[name].trim() : null);

  const count = (name: string, fallback: number, max: number): number => {
    const text = set(name);
    const value = text === null ? fallback : Number(text);
    if (!Number.isInteger(value) || value < 0 || value > max) {
      problems.push(`${name} must be a whole number from 0 to ${max}, not "${text ?? ''}"`);
    }
    return value;
  };

  const url = (name: string, protocols: readonly string[]): string | null => {
    const text = set(name);
    if (text === null) return null;
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
      problems.push(`${name} must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`);
    }
    return text;
  };

  const production = set('NODE_ENV') === 'production';
  const port = count('PORT', 4000, 65_535);
  const appUrl = url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const ownerUrl = url('MIGRATION_DATABASE_URL', ['postgres:', 'postgresql:']);
  if (ownerUrl && !appUrl) problems.push('MIGRATION_DATABASE_URL is set without DATABASE_URL');
  if (production && !appUrl && set('EMBEDDED_DATABASE') !== 'yes') {
    problems.push(
      'NODE_ENV is production and DATABASE_URL is not set; set it, or EMBEDDED_DATABASE=yes if the embedded database is meant',
    );
  }
  const logLevel = set('LOG_LEVEL') ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  const linkKey = set('LINK_KEY');
  if (linkKey !== null && linkKey.length < 32) problems.push('LINK_KEY must have at least 32 characters');

  const config: Config = {
    production,
    host: set('HOST') ?? undefined,
    port,
    publicUrl: (url('PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    dataDir: set('DATA_DIR') ?? '.data',
    database: appUrl ? { kind: 'external', appUrl, ownerUrl } : { kind: 'embedded' },
    smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: set('MAIL_FROM') ?? 'recall@localhost.localdomain',
    companyName: set('COMPANY_NAME') ?? 'Northwind Traders',
    linkKey,
    logLevel,
    trustedProxies: count('TRUSTED_PROXIES', 0, 10),
    corsOrigins: (set('CORS_ORIGINS') ?? '').split(',').flatMap((origin) => origin.trim() || []),
  };

  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : 'problems'}:\n  ${problems.join('\n  ')}`);
  }
}
