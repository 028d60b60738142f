/** Settings: environment variables alone, checked at start with every problem listed at once. */
import { z } from 'zod';
import { isDatabaseAddress } from '../db/address.ts';

/** Thrown at start-up; its message lists every setting at fault, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Env = Readonly<Record<string, string | undefined>>;

/** The secret that development uses, so that a clone runs without settings; production refuses it. */
export const developmentSecret = 'agora-development-secret-not-for-production';

/** What every service reads. */
export const commonSettings = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  AGORA_HOST: z.string().default('127.0.0.1'),
  AGORA_ROLE: z.enum(['all', 'api', 'worker', 'migrate']).default('all'),
  AGORA_IDENTITY_SECRET: z.string().min(32).default(developmentSecret),
  AGORA_SUBGRAPHS: z
    .string()
    .default('')
    .transform((text, context) => parseAddresses(text, (message) => context.addIssue({ code: 'custom', message }))),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).default('redis://127.0.0.1:6379'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
};

/** What every service with a database reads besides. `databaseOf` says which database of the address it uses. */
export const databaseSettings = {
  MONGODB_URI: z
    .string()
    .refine(isDatabaseAddress, 'is no address of MongoDB: mongodb://host:port[,host:port]/?replicaSet=name')
    .default('mongodb://127.0.0.1:27017/?replicaSet=rs0'),
};

/** Addresses of services by name: `users=http://…,posts=http://…`. */
function parseAddresses(text: string, refuse: (message: string) => void): Record<string, string> {
  const addresses: Record<string, string> = {};
  for (const entry of text.split(',').filter((part) => part.trim() !== '')) {
    const [name, url] = [entry.slice(0, entry.indexOf('=')).trim(), entry.slice(entry.indexOf('=') + 1).trim()];
    if (name === '' || !URL.canParse(url)) refuse(`"${entry.trim()}" is not of the form name=http://host:port`);
    else addresses[name] = url.replace(/\/$/, '');
  }
  return addresses;
}

/**
 * Reads settings from the environment; an empty variable counts as absent.
 *
 * @throws ConfigError with a line for each setting at fault. Values are never repeated: they may be secrets.
 */
export function readConfig<Shape extends z.ZodRawShape>(shape: Shape, env: Env): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = z.object(shape).safeParse(given);
  const problems = result.success ? [] : result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  if (env['NODE_ENV'] === 'production') {
    for (const name of Object.keys(shape)) {
      if (name.endsWith('_SECRET') && (given[name] === undefined || given[name] === developmentSecret)) {
        problems.push(`  ${name}: production needs its own secret (openssl rand -hex 32)`);
      }
    }
  }
  if (!result.success || problems.length > 0) throw new ConfigError(`Settings at fault:\n${problems.join('\n')}`);
  return result.data;
}
