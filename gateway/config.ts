/** The settings that the gateway reads from the environment. */
import { z } from 'zod';
import { commonSettings, ConfigError, readConfig, type Env } from '#lib/config/config.ts';
import { maxObjects } from './limits.ts';

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const { AGORA_ROLE: _, ...shared } = commonSettings;

const settings = {
  ...shared,
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** The address under which clients reach this gateway; its origin may open sockets. */
  AGORA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Origins of web apps that may call, comma-separated; `*` for all. In development any localhost may call too. */
  AGORA_ALLOWED_ORIGINS: z.string().default('').transform(list),
  /** Addresses or networks of proxies whose `X-Forwarded-For` and `X-Request-Id` are believed, comma-separated. */
  AGORA_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(list)
    .refine(
      (entries) => entries.every((entry) => /^[\da-f.:]+(\/\d{1,3})?$/i.test(entry)),
      'must be addresses or networks such as 10.0.0.0/8',
    ),
  /** The account that stores media, where it is not on local disk. Pages then show images from there. */
  CLOUDINARY_URL: z.url({ protocol: /^cloudinary$/ }).optional(),
  /** `off`: no budgets over time; limits per operation stay. */
  AGORA_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  /** The most objects that an operation may ask for: more for a supergraph whose lists do not state their sizes. */
  AGORA_MAX_OBJECTS: z.coerce.number().int().min(1).default(maxObjects),
  /** The composed schema; it is read again when it changes. */
  AGORA_SUPERGRAPH: z.string().default('schema/supergraph.graphql'),
};

export type GatewayConfig = z.infer<z.ZodObject<typeof settings>>;

/** @throws ConfigError with a line for each setting at fault. */
export function readGatewayConfig(env: Env): GatewayConfig {
  const config = readConfig(settings, env);
  if (config.NODE_ENV === 'production' && config.AGORA_RATE_LIMITS === 'off') {
    throw new ConfigError('Settings at fault:\n  AGORA_RATE_LIMITS: production does not go without limits');
  }
  return config;
}
