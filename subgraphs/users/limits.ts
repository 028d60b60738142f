/** The budgets that users counts in Redis. Budgets of addresses are off with AGORA_RATE_LIMITS=off; the others guard accounts. */
import { type Limiter, limiterOf, type LimiterOptions } from '#lib/limits/limiter.ts';
import { addressKey } from '#lib/net/address-key.ts';
import type { UsersConfig } from './config.ts';
import type { UsersDeps } from './deps.ts';

const hourSeconds = 3_600;
const loginsPerAddress = 100;
const mailsPerRecipient = 5;
const mailRequestsPerAddress = 100;

/** The refusal of password tries, here and where `sessions/login-attempts.ts` counts them in MongoDB. */
export const tooManyAttempts = 'Too many attempts; try again later.';
const tooManyMails = 'Too many mails; look into the last one, or try again later.';

function budgetsOf(config: UsersConfig) {
  const { AGORA_LOGIN_ATTEMPTS, AGORA_LOGIN_WINDOW_SECONDS: loginSeconds, AGORA_REGISTRATIONS_PER_HOUR } = config;
  return {
    'login-name': { points: AGORA_LOGIN_ATTEMPTS, windowSeconds: loginSeconds, refusal: () => tooManyAttempts },
    'login-address': { points: loginsPerAddress, windowSeconds: loginSeconds, refusal: () => tooManyAttempts },
    'register-address': { points: AGORA_REGISTRATIONS_PER_HOUR, windowSeconds: hourSeconds, refusal: () => tooManyAttempts },
    mails: { points: mailsPerRecipient, windowSeconds: hourSeconds, refusal: () => tooManyMails },
    'mails-address': { points: mailRequestsPerAddress, windowSeconds: hourSeconds, refusal: () => tooManyMails },
  } satisfies Record<string, Omit<LimiterOptions, 'name'>>;
}

type Budget = keyof ReturnType<typeof budgetsOf>;

/** The budget of that name. */
export function budgetOf({ redis, config }: UsersDeps, name: Budget): Limiter {
  return limiterOf(redis, { name: `users:${name}`, ...budgetsOf(config)[name] });
}

export interface AddressBudget {
  /** Takes one of the address' budget. @throws AppError `RATE_LIMITED` with `retryAfter` when it is used up. */
  take: () => Promise<void>;
  giveBack: () => Promise<void>;
}

/** The budget of one client address; without a bound where the address is unknown or limits are off. */
export function addressBudget(deps: UsersDeps, name: Extract<Budget, `${string}-address`>, ip: string | null): AddressBudget {
  if (ip === null || deps.config.AGORA_RATE_LIMITS === 'off') return { take: async () => undefined, giveBack: async () => undefined };
  const budget = budgetOf(deps, name);
  const key = addressKey(ip);
  return { take: async () => await budget.take(key), giveBack: async () => budget.giveBack(key) };
}
