import { ConfigError, type Env } from '../config/config.ts';

const closeDeadlineMs = 8_000;
/** The time that clients of a leaving service have to learn of it. */
const leaveMs = 1_500;

export interface Service {
  /** Says that it is about to end, and goes on serving. */
  leave: () => void;
  close: () => Promise<void>;
}

/**
 * Runs a service as this process: starts it, and ends it at SIGTERM, after a moment in which it still serves what is on its
 * way to it, or at once at SIGINT.
 */
export async function runProcess(start: (env: Env) => Promise<Service>): Promise<void> {
  // Only the service's own user may read its files.
  process.umask(0o077);
  try {
    const service = await start(process.env);
    const end = (): void => {
      setTimeout(() => process.exit(1), closeDeadlineMs).unref();
      service.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGTERM', () => {
      service.leave();
      setTimeout(end, leaveMs);
    });
    process.once('SIGINT', end);
  } catch (error) {
    tellEnd(error);
  }
}

/** Ends the process, and says why: a fault of the settings in its own words. */
export function tellEnd(error: unknown): never {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
}
