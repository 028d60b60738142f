import { CommandError, ErrorCode } from '../errors.ts';
import { documentOf } from '../bson/values.ts';
import type { Command } from './context.ts';

/** What the server has noted, as JSON: devdb's own, and only where it was started to record. */
export const recorded: Command = {
  options: [],
  run({ recorder }) {
    if (!recorder) throw new CommandError(ErrorCode.CommandNotFound, `no such command: 'recorded'`);
    return documentOf({ work: JSON.stringify(recorder.work()), ok: 1 });
  },
};
