/** Whether the time of a refused login shows that an account exists. `npm run prove -- login-timing [rounds]`. */
import { report } from '../../harness/load/figures.ts';
import { tellApart } from '../faults/parts/attackers/tell-apart.ts';

report(await tellApart({ rounds: Number(process.argv[2] ?? 200) }));
