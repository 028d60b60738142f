/** The packed SDK in an empty project, with dependencies from the registry: compiled, and posting in Node and Chromium. */
import { browserPath } from '../../harness/clients/chromium.ts';
import { describeMachine, report } from '../../harness/load/figures.ts';
import { installPackedSdk } from '../../harness/clients/packed-sdk.ts';
import { startAgora } from '../../harness/processes.ts';

await using agora = await startAgora();
await using sdk = await installPackedSdk({ fromRegistry: true });
await sdk.compile();
const isPosted = (told: string): number => (/^pst_\S+ Hello from a package$/.test(told) ? 1 : 0);
console.log(describeMachine());
report([
  { what: 'files in the package', value: sdk.files.length, unit: '' },
  { what: 'posted in Node', value: isPosted(await sdk.postInNode(agora.url, 'packed_in_node')), unit: '', exactly: 1 },
  {
    what: 'posted in Chromium',
    value: isPosted(await sdk.postInBrowser(browserPath ?? '', agora.url, 'packed_on_page')),
    unit: '',
    exactly: 1,
  },
]);
