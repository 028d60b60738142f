/**
 * Media: renditions a second beside plain sharp, fresh uploads while bulk waits, memory of a large upload.
 *
 * `npm run bench -- media [photos]`; the figures go to bench/results/media.json.
 */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { describeMachine, type Figure, percentile, report } from '../test/harness/load/figures.ts';
import { box } from '../test/harness/files/media-files.ts';
import { startAgora } from '../test/harness/processes.ts';

const photos = Number(process.argv[2] ?? 16);
const rounds = 5;
const freshUploads = 20;
const bulkJobs = 1_000;
const largeBytes = 200_000_000;
const megabyte = 1_000_000;
const folder = await mkdtemp(path.join(tmpdir(), 'agora-bench-'));

/** A photo-like image of 12 megapixels: soft shapes under noise. */
async function makePhoto(seed: number): Promise<Buffer> {
  const [width, height] = [4000, 3000];
  const soft = await sharp({
    create: { width: 80, height: 60, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .modulate({ hue: seed * 40 })
    .resize(width, height, { kernel: 'cubic' })
    .toBuffer({ resolveWithObject: true });
  const grain = await sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 8 } },
  })
    .raw()
    .toBuffer();
  const { data, info } = soft;
  const image = sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
  return await image
    .composite([{ input: grain, raw: { width, height, channels: 3 }, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

const files: string[] = [];
for (let index = 0; index < photos; index += 1) {
  const file = path.join(folder, `photo-${index}.jpg`);
  await writeFile(file, await makePhoto(index));
  files.push(file);
}

/** The same sizes, formats and settings, each from the file as one would write it down. */
async function plainSharp(file: string, out: string, withAvif: boolean): Promise<number> {
  await mkdir(out, { recursive: true });
  const sizes: [string, number, 'inside' | 'cover'][] = [
    ['large', 1280, 'inside'],
    ['medium', 640, 'inside'],
    ['small', 320, 'inside'],
    ['thumb', 150, 'cover'],
  ];
  const work = sizes.flatMap(([name, edge, fit]) => {
    const image = sharp(file).autoOrient().resize(edge, edge, { fit, position: 'attention' });
    return [
      image
        .clone()
        .jpeg({ quality: 80, progressive: true })
        .toFile(path.join(out, `${name}.jpg`)),
      image
        .clone()
        .webp({ quality: 78, effort: 2 })
        .toFile(path.join(out, `${name}.webp`)),
      ...(withAvif
        ? [
            image
              .clone()
              .avif({ quality: 52, effort: 1 })
              .toFile(path.join(out, `${name}.avif`)),
          ]
        : []),
    ];
  });
  const original = sharp(file).autoOrient().jpeg({ quality: 90 }).toFile(path.join(out, 'original.jpg'));
  await Promise.all([...work, original]);
  return work.length + 1;
}

async function measurePlain(withAvif: boolean): Promise<number> {
  const startedAt = performance.now();
  let made = 0;
  for (const [index, file] of files.entries()) made += await plainSharp(file, path.join(folder, `plain-${index}`), withAvif);
  return made / ((performance.now() - startedAt) / 1000);
}

await using agora = await startAgora();
const owner = await agora.register();
const { media: deps, drain } = await agora.open();

/** Times an album that is uploaded at once: until every upload is READY, and until the last has its AVIF. */
async function measureOurs(): Promise<{ ready: number; all: number }> {
  const startedAt = performance.now();
  const ids = await Promise.all(
    files.map(async (file) => (await agora.upload({ bytes: readFileSync(file) }, owner)).data.uploadMedia.id as string),
  );
  const find = async () => await deps.models.media.find({ _id: { $in: ids } }, { state: 1, renditions: 1 }).lean();
  while ((await find()).some(({ state }) => state !== 'READY')) await delay(10);
  const readySeconds = (performance.now() - startedAt) / 1000;
  await drain(600_000);
  const seconds = (performance.now() - startedAt) / 1000;
  const made = (await find()).flatMap(({ renditions }) => renditions);
  return { ready: made.filter(({ format }) => format !== 'AVIF').length / readySeconds, all: made.length / seconds };
}

/** How long a fresh upload takes from being answered to READY. */
async function measureFresh(): Promise<number[]> {
  const took: number[] = [];
  for (let count = 0; count < freshUploads; count += 1) {
    const bytes = readFileSync(files[count % files.length] ?? '');
    const { data } = await agora.upload({ bytes }, owner);
    const startedAt = performance.now();
    while ((await deps.models.media.findById(data.uploadMedia.id, { state: 1 }).lean())?.state === 'PROCESSING') await delay(5);
    took.push(performance.now() - startedAt);
  }
  return took;
}

async function queueBulk(): Promise<void> {
  const { data } = await agora.upload({ bytes: readFileSync(files[0] ?? '') }, owner);
  await drain(600_000);
  const dither = 'mutation ($id: ID!) { ditherMedia(id: $id, levels: 4) { id } }';
  for (let count = 0; count < bulkJobs; count += 20) {
    await Promise.all(Array.from({ length: 20 }, async () => await agora.ask(dither, { id: data.uploadMedia.id }, owner)));
  }
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}

/** The most memory that one large upload may add to each process on its way. */
async function measureMemory(): Promise<{ gateway: number; media: number }> {
  const ofSize = (bytes: number): Buffer =>
    Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0mp42')), box('moov', Buffer.alloc(100)), box('mdat', Buffer.alloc(bytes - 140))]);
  // The processes have taken uploads before: the first ones grow the heap to its working size, which is no cost of an
  // upload.
  for (let count = 0; count < 5; count += 1) await agora.upload({ bytes: ofSize(20_000_000) }, owner);
  await delay(2_000);
  const pids = { gateway: agora.gateway.pid(), media: agora.media.pid() };
  const before = { gateway: residentBytes(pids.gateway), media: residentBytes(pids.media) };
  const peak = { ...before };
  const sampling = setInterval(() => {
    for (const name of ['gateway', 'media'] as const) peak[name] = Math.max(peak[name], residentBytes(pids[name]));
  }, 10);
  const { errors } = await agora.upload({ bytes: ofSize(largeBytes) }, owner);
  clearInterval(sampling);
  if (errors[0]) throw new Error(errors[0].message);
  return { gateway: (peak.gateway - before.gateway) / megabyte, media: (peak.media - before.media) / megabyte };
}

const memory = await measureMemory();
// The runs alternate, so that other load on the machine affects both alike.
const measured = { plain: [] as number[], ready: [] as number[], all: [] as number[], plainAll: [] as number[] };
for (let round = 0; round < rounds; round += 1) {
  measured.plain.push(await measurePlain(false));
  const ours = await measureOurs();
  measured.ready.push(ours.ready);
  measured.all.push(ours.all);
  measured.plainAll.push(await measurePlain(true));
}
const ratios = measured.plain.map((plain, round) => plain / (measured.ready[round] ?? NaN));
const median = (values: readonly number[]): number => percentile(values, 0.5);
const idle = await measureFresh();
await drain(600_000);
await queueBulk();
const busy = await measureFresh();
const waiting = await deps.models.media.countDocuments({ state: 'PROCESSING' });
const figures: Figure[] = [
  {
    what: `renditions a second until READY, ${photos} photos of 12 megapixels, median of ${rounds}`,
    value: median(measured.ready),
    unit: '1/s',
  },
  { what: 'the same by plain sharp in a loop', value: median(measured.plain), unit: '1/s' },
  { what: 'plain sharp over ours (1.25 is 0.8 of it), median', value: median(ratios), unit: '', below: 1.25 },
  { what: 'the least of them', value: Math.min(...ratios), unit: '' },
  { what: 'the most of them', value: Math.max(...ratios), unit: '' },
  { what: 'renditions a second with AVIF, which leaves a process free, median', value: median(measured.all), unit: '1/s' },
  { what: 'the same by plain sharp in a loop', value: median(measured.plainAll), unit: '1/s' },
  { what: 'fresh upload to READY while idle, p95', value: percentile(idle, 0.95), unit: 'ms' },
  { what: `the same with ${waiting} bulk jobs waiting, p95`, value: percentile(busy, 0.95), unit: 'ms' },
  { what: 'busy over idle', value: percentile(busy, 0.95) / percentile(idle, 0.95), unit: '', below: 2 },
  { what: 'a 200 MB upload adds to the gateway', value: memory.gateway, unit: 'MB', below: 50 },
  { what: 'and to media', value: memory.media, unit: 'MB', below: 50 },
];
report(figures);
console.log(describeMachine());
await mkdir(new URL('results/', import.meta.url), { recursive: true });
const result = { date: new Date().toISOString().slice(0, 10), machine: describeMachine(), processes: availableParallelism(), figures };
await writeFile(new URL('results/media.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
await rm(folder, { recursive: true });
