/** A server of a test's own that it can stop, kill and start again at the same address, with the data that it kept. */
import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Breakable {
  /** Leaves its connections open and answers nothing on them, until `resume`. */
  pause: () => void;
  resume: () => void;
  /** Ends it at once, as a crash would; returns when it is gone. */
  kill: () => Promise<void>;
  /** Starts it again; returns when it answers. */
  restart: () => Promise<void>;
}

export interface BreakableServer extends Breakable {
  /** Ends it in order. */
  close: () => Promise<void>;
}

/** @param start - Starts the server, at an address and on data that stay the same; returns when it answers. */
export async function startBreakable(start: () => Promise<ChildProcess>): Promise<BreakableServer> {
  let child = await start();
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (isGone()) return;
    const exited = once(child, 'exit');
    // A stopped process takes no other signal than these two.
    child.kill('SIGCONT');
    child.kill(signal);
    await exited;
  };
  return {
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill: async () => await end('SIGKILL'),
    restart: async () => {
      await end('SIGKILL');
      child = await start();
    },
    close: async () => await end('SIGTERM'),
  };
}
