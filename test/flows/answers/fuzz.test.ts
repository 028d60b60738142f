import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { fuzzGateway } from '#test/harness/generate/fuzz-gateway.ts';

it('a gateway survives broken requests, upgrades, frames and uploads, and logs none as an internal error', async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(1, 2 ** 31));
  const { faults, byKind } = await fuzzGateway({ cases: 3_000, seed });
  process.stdout.write(`FUZZ_SEED=${seed} ${JSON.stringify(byKind)}\n`);
  expect(faults).toEqual([]);
}, 180_000);
