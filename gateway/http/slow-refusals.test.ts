import { expect, test } from 'vitest';
import { createSlowRefusals, promptRefusals } from './slow-refusals.ts';

const staying = new AbortController().signal;

/** Whether a refusal is answered before anything else that this process has to do. */
async function isPrompt(refusal: Promise<void>): Promise<boolean> {
  return await Promise.race([refusal.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);
}

test('an address that goes on after many refusals waits for further ones; others, and who leaves, do not', async () => {
  const slow = createSlowRefusals();
  for (let refused = 0; refused < promptRefusals; refused += 1) expect(await isPrompt(slow('2001:db8::1', staying))).toBe(true);
  expect(await isPrompt(slow('2001:db8::2', staying))).toBe(false);
  expect(await isPrompt(slow('2001:db8:0:1::1', staying))).toBe(true);
  expect(await isPrompt(slow('192.0.2.1', staying))).toBe(true);
  const leaving = new AbortController();
  const refusal = slow('2001:db8::1', leaving.signal);
  expect(await isPrompt(refusal)).toBe(false);
  leaving.abort();
  expect(await isPrompt(refusal)).toBe(true);
});
