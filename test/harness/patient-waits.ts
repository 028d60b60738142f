/** Waits of tests end when their state is there. On a busy machine that takes longer than the second that vitest gives by default. */
import { vi } from 'vitest';

const timeout = 15_000;

type Options = Parameters<typeof vi.waitFor>[1];

function patient(options: Options): Options {
  return { timeout, ...(typeof options === 'number' ? { timeout: options } : options) };
}

const marker = Symbol.for('agora.patient-waits');
// A worker runs many files with one vitest.
if (!(marker in vi)) {
  const { waitFor, waitUntil } = vi;
  Object.assign(vi, {
    [marker]: true,
    waitFor: ((callback, options) => waitFor(callback, patient(options))) satisfies typeof vi.waitFor,
    waitUntil: ((callback, options) => waitUntil(callback, patient(options))) satisfies typeof vi.waitUntil,
  });
}
