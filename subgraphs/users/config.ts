/** The settings of users, besides those of every service. */
import { z } from 'zod';
import { commonSettings, ConfigError, databaseSettings } from '#lib/config/config.ts';

const reservedByDefault = `
  abuse account accounts admin administrator agora all anonymous api app billing bot contact deleted everyone explore feed graphql help helpdesk
  here home hostmaster info legal login logout mail me media mod moderation moderator moderators news noreply notifications null official owner
  postmaster press privacy register root search security settings signin signup staff status superuser support sysadmin system team terms
  undefined user users webmaster www you about`;

/** Compares names without dots, underscores and case: `a.d_min` would pass for `admin`. */
function readNames(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .map((name) => name.replaceAll(/[._]/g, ''))
      .filter((name) => name !== ''),
  );
}

export const usersSettings = {
  ...commonSettings,
  ...databaseSettings,
  /** The gateway's address for clients, with which links in mails begin. */
  AGORA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
  /** Wrong passwords in a window for one account, one typed name or one known device. AGORA_RATE_LIMITS=off does not lift it. */
  AGORA_LOGIN_ATTEMPTS: z.coerce.number().int().min(1).max(100).default(10),
  /** The length of that window. */
  AGORA_LOGIN_WINDOW_SECONDS: z.coerce.number().int().min(1).max(86_400).default(900),
  /** New accounts per client address and hour. */
  AGORA_REGISTRATIONS_PER_HOUR: z.coerce.number().int().min(1).default(100),
  /** Usernames that new accounts cannot choose, separated by commas or spaces; they replace the list above. */
  AGORA_RESERVED_USERNAMES: z.string().default(reservedByDefault).transform(readNames),
  /** `off` lifts the budgets per address, for tests and load; production refuses it. */
  AGORA_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
};

export type UsersConfig = z.infer<z.ZodObject<typeof usersSettings>>;

/** @throws ConfigError for settings that contradict each other. */
export function checkUsersConfig(config: UsersConfig): void {
  if (config.NODE_ENV === 'production' && config.AGORA_RATE_LIMITS === 'off') {
    throw new ConfigError('Settings at fault:\n  AGORA_RATE_LIMITS: production does not go without limits');
  }
}
