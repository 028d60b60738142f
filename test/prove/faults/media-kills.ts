/**
 * Every upload ends READY or FAILED, once, and leaves no file without a record, when media is killed 100 times at
 * random in 50 uploads.
 *
 * `npm run prove -- media-kills [kills] [uploads]`.
 */
import { killDuringUploads } from '../../harness/load/media-kills.ts';

const kills = Number(process.argv[2] ?? 100);
const uploads = Number(process.argv[3] ?? 50);
const { answered, refused, ready, failed, faults, tookMs } = await killDuringUploads({ kills, uploads });
console.log(
  `${kills} kills in ${(tookMs / 1000).toFixed(0)} s; ${answered} uploads answered, ${refused} not; ${ready} READY, ${failed} FAILED.`,
);
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log('No file without a record, no record without its files, nothing told twice.');
process.exitCode = faults.length > 0 ? 1 : 0;
