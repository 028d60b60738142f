/** Small real files of every kind that is taken, for tests of media. */
import { deflateSync, crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Red, green, blue and white, a quarter each from the top left on: tells which way up an image is. */
export function quarters(width = 96, height = 64): Sharp {
  const colours = [
    [220, 30, 30],
    [30, 200, 30],
    [30, 30, 220],
    [230, 230, 230],
  ] as const;
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = colours[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? colours[0];
      data.set(colour, (y * width + x) * 3);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A photo as phones make it: stored on its side, with the place where it was taken. */
export async function phonePhoto(): Promise<Buffer> {
  return await quarters()
    .rotate(270)
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .withExif({ IFD0: { Make: 'Phone', Copyright: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** Two frames, red and blue, 80 by 60. */
export async function animation(format: 'gif' | 'webp'): Promise<Buffer> {
  const [width, height] = [80, 60];
  const frame = (colour: number[]): Buffer => Buffer.from(Array.from({ length: width * height }, () => colour).flat());
  const frames = Buffer.concat([frame([200, 20, 20]), frame([20, 20, 200])]);
  const image = sharp(frames, { raw: { width, height: height * 2, channels: 3, pageHeight: height } });
  return await (format === 'gif' ? image.gif({ delay: [200, 300] }) : image.webp({ delay: [200, 300] })).toBuffer();
}

/** A box of MP4 and its like. */
export function box(type: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0), 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...content]);
}

/** A file that looks like an MP4 from outside and has nothing to show. */
export function emptyMp4(): Buffer {
  return Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0mp42')), box('moov', box('mvhd', Buffer.alloc(100)))]);
}

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A chunk of PNG. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A grey PNG of any size, all of one colour: a few hundred kilobytes for 256 megapixels. */
export function flatPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const pixels = deflateSync(Buffer.alloc((width + 1) * height), { level: 9 });
  return Buffer.concat([pngSignature, pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))]);
}

/** A GIF of very many frames of a pixel each. */
export function manyFramesGif(frames: number): Buffer {
  const screen = Buffer.from([...Buffer.from('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

/** `quarters` in Display P3 as heif-enc -q 90 of libheif 1.15 encoded it: nothing here can. */
export const heic = Buffer.from(
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAy9tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAA' +
    'AAREAAAQABAAAAAANTAAEAAAAAAAAA5AAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAACr2lwcnAAAAKQaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA' +
    '/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQA' +
    'AAABRpc3BlAAAAAAAAAGAAAABAAAAB7GNvbHJwcm9mAAAB4GxjbXMEIAAAbW50clJHQiBYWVogB+IAAwAUAAkADgAdYWNzcE1TRlQAAAAAc2F3c2N0cmwAAAAAAAAAAAAA' +
    'AAAAAPbWAAEAAAAA0y1oYW5kguKocouKP/clPrmS7iTWrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKZGVzYwAAAPwAAAAkY3BydAAAASAAAAAid3RwdAAAAU' +
    'QAAAAUY2hhZAAAAVgAAAAsclhZWgAAAYQAAAAUZ1hZWgAAAZgAAAAUYlhZWgAAAawAAAAUclRSQwAAAcAAAAAgZ1RSQwAAAcAAAAAgYlRSQwAAAcAAAAAgbWx1YwAAAAAA' +
    'AAABAAAADGVuVVMAAAAIAAAAHABzAFAAMwBDbWx1YwAAAAAAAAABAAAADGVuVVMAAAAGAAAAHABDAEMAMAAAWFlaIAAAAAAAAPbWAAEAAAAA0y1zZjMyAAAAAAABDEIAAA' +
    'Xe///zJQAAB5MAAP2Q///7of///k4AAAOaAADAFFhZWiAAAAAAAACD3wAAPb8AAAAAWFlaIAAAAAAAAEq/AACxNwAACrVYWVogAAAAAAAAKDgAABEKAADIeHBhcmEAAAAA' +
    'AAMAAAACZmkAAPKnAAANWQAAE9AAAApbAAAAEHBpeGkAAAAAAwgICAAAABdpcG1hAAAAAAAAAAEAAQSBAoOEAAAA7G1kYXQAAADgKAGvBjha/P039Rgf//60R+h/ldiLvl' +
    'abr8DhP/9fh//48v2Y4U8f+xfZPnv6v0X+xY2XDMmfDueoXLcPmZVobaBpSlSBcATqm7mbZB5m+iaXAYX/1VrhsydPIximrAz9yNxvV5SOF74cNLmKf8s3ajfux8v/9I/c' +
    'VOzXfBsbL5C51GS1rU+Mxa1KqrKlLg+iWoNLQmJ0DN/lJe8RTuJ2jSLQHjeK50I72d9d7K9xDA7IhkQime2x//9skWxv9X///j/qu7VtepFyDBe12IbcAiB78FcuSzzFCr' +
    'JlNZ/a7Ow=',
  'base64',
);
