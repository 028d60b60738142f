/**
 * Runs ffmpeg and ffprobe within the rest of a task's time, so that a task that ends leaves neither of them running.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Refused } from '../refused.ts';

const run = promisify(execFile);
const maxOutputBytes = 4_000_000;
/** Less than a task may take, which ends the process that waits for them. */
const taskMs = 100_000;

export interface Ffmpeg {
  ffmpeg: (args: string[], reasons?: Partial<Reasons>) => Promise<Buffer>;
  ffprobe: (args: string[]) => Promise<Buffer>;
}
interface Reasons {
  damaged: string;
  late: string;
}

const reading: Reasons = { damaged: 'The video is damaged: it cannot be read.', late: 'The video takes too long to read.' };

/** For one task, which may take so long. @throws Refused, for a file that is at fault or where there is no ffmpeg. */
export function openFfmpeg(withinMs = taskMs): Ffmpeg {
  const endsAt = performance.now() + withinMs;
  const execute = async (program: string, args: string[], reasons: Reasons): Promise<Buffer> => {
    const timeout = Math.max(1, Math.floor(endsAt - performance.now()));
    try {
      return (await run(program, args, { timeout, killSignal: 'SIGKILL', maxBuffer: maxOutputBytes, encoding: 'buffer' })).stdout;
    } catch (error) {
      const { code, killed, stderr = '' } = error as { code?: string | number; killed?: boolean; stderr?: Buffer | string };
      if (code === 'ENOENT') throw new Refused('Videos cannot be shown here: this server has no ffmpeg.');
      if (/no space left/i.test(stderr.toString())) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      if (!killed && typeof code !== 'number') throw error;
      throw new Refused(killed ? reasons.late : reasons.damaged);
    }
  };
  return {
    ffmpeg: async (args, reasons) =>
      await execute('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-threads', '1', ...args], { ...reading, ...reasons }),
    ffprobe: async (args) => await execute('ffprobe', ['-v', 'error', ...args], reading),
  };
}
