import { pino, type Logger } from 'pino';

export type { Logger };

/** A JSON logger on standard output; secrets that could come by in a logged object are taken out. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['password', '*.password', 'authorization', '*.authorization', 'headers.authorization', 'headers.cookie'],
  });
}
