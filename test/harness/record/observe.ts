/**
 * Whose database commands a recording devdb notes: those of services, whether they run in this process or in one of
 * their own. What a test asks by itself says that it is unobserved.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';

type Command = (ns: unknown, command: Record<string, unknown>, ...rest: unknown[]) => unknown;

const isService = new AsyncLocalStorage<true>();

/** Starts a service: what it does from then on, by requests or behind them, is observed. */
export async function asService<Result>(start: () => Promise<Result>): Promise<Result> {
  markOwnCommands();
  return await isService.run(true, start);
}

let isMarking = false;

/** Has this process say of every command that no service sends that it is unobserved. */
export function markOwnCommands(): void {
  // Only a devdb reads the mark.
  if (isMarking || process.env['MONGODB_URI']) return;
  isMarking = true;
  const fromMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
  const { Connection } = fromMongoose('mongodb/lib/cmap/connection') as { Connection: { prototype: { command: Command } } };
  const { command } = Connection.prototype;
  Connection.prototype.command = function marked(ns, body, ...rest) {
    const isOwn = isService.getStore() === undefined && body['comment'] === undefined && body['hello'] === undefined;
    return command.call(this, ns, isOwn ? { ...body, comment: 'unobserved' } : body, ...rest);
  };
}
