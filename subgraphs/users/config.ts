/** The settings that users reads besides those of every service. */
import { z } from 'zod';
import { commonSettings, ConfigError, databaseSettings } from '#lib/config/config.ts';

const reservedByDefault = `
  abuse account accounts admin administrator agora all anonymous api app billing bot contact deleted everyone explore feed graphql help helpdesk
  here home hostmaster info legal login logout mail me media mod moderation moderator moderators news noreply notifications null official owner
  postmaster press privacy register root search security settings signin signup staff status superuser support sysadmin system team terms
  undefined user users webmaster www you about`;

/** Names without dots, underscores and case, since `a.d_min` reads as one of them too. */
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
  /** The address under which clients reach the gateway: what links in mails begin with. */
  AGORA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
  /** Passwords that may be tried in vain for one account, one name given, or on one device that was signed in before, in a window. Holds with AGORA_RATE_LIMITS=off too: it guards accounts. */
  AGORA_LOGIN_ATTEMPTS: z.coerce.number().int().min(1).max(100).default(10),
  /** How long such a window is. */
  AGORA_LOGIN_WINDOW_SECONDS: z.coerce.number().int().min(1).max(86_400).default(900),
  /** Accounts that may be made from one address in an hour. */
  AGORA_REGISTRATIONS_PER_HOUR: z.coerce.number().int().min(1).default(100),
  /** Usernames that nobody can begin to go by, separated by commas or spaces; in place of those that are reserved otherwise. */
  AGORA_RESERVED_USERNAMES: z.string().default(reservedByDefault).transform(readNames),
  /** `off`: no budgets per address; for tests and load, production refuses it. */
  AGORA_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
};

export type UsersConfig = z.infer<z.ZodObject<typeof usersSettings>>;

/** @throws ConfigError for settings that are right by themselves but not together. */
export function checkUsersConfig(config: UsersConfig): void {
  if (config.NODE_ENV === 'production' && config.AGORA_RATE_LIMITS === 'off') {
    throw new ConfigError('Settings at fault:\n  AGORA_RATE_LIMITS: production does not go without limits');
  }
}
