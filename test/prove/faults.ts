/**
 * Agora under faults and attacks, with separate processes on real stores: nothing acknowledged is lost, and all is well again in time.
 *
 * `npm run prove -- faults [row…]`: F1 F3 F4 F5 F6 F8[=minutes] A8 A11 A14; all but F8 by default.
 */
import { describeMachine, type Figure, report } from '../harness/figures.ts';
import { killEach } from './faults/kill.ts';

const rows: Record<string, (argument?: string) => Promise<Figure[]>> = {
  F1: async (rounds = '5') =>
    await killEach({ rounds: Number(rounds), names: ['users', 'posts', 'media', 'nodes', 'gateway'], awayMs: 1_500 }),
};

const wanted = process.argv.slice(2);
const chosen = (wanted.length > 0 ? wanted : Object.keys(rows)).map((text) => text.split('='));
const figures: Figure[] = [];
for (const [name = '', argument] of chosen) {
  const row = rows[name.toUpperCase()];
  if (!row) throw new Error(`There is no row ${name}: ${Object.keys(rows).join(' ')}.`);
  console.log(`${name}: ${describeMachine()}`);
  figures.push(...(await row(argument)));
}
report(figures);
