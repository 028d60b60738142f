/**
 * The database of MONGODB_URI keeps every promise of MongoDB that Agora uses; without an address, a devdb does.
 *
 * `npm run prove -- contract [part of a promise]`. It takes three minutes. It works in the database `agora_contract`, or
 * `<name>_contract` where the address names one, which it drops, with the rights readWrite and dbAdmin on it.
 */
import { checkContract, describeBroken } from '../../contract/check-contract.ts';
import { contract } from '../../contract/contract.ts';
import { startMongodb } from '../../harness/stores/mongodb.ts';

const [part = ''] = process.argv.slice(2);
const promises = contract.filter(({ chapter, says }) => `${chapter}: ${says}`.toLowerCase().includes(part.toLowerCase()));

await using mongodb = await startMongodb();
const beganMs = performance.now();
console.log(`${promises.length} promises, by ${mongodb.server ? 'a devdb' : 'the database of MONGODB_URI'}`);
const { kept, broken } = await checkContract(mongodb.uri, promises);
for (const each of broken) console.error(describeBroken(each));
const seconds = ((performance.now() - beganMs) / 1000).toFixed(0);
console.log(`${kept} of ${promises.length} promises are kept, found in ${seconds} s.`);
if (broken.length > 0) process.exitCode = 1;
