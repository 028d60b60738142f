/** The pictures of the demo data, drawn when they are needed: always the same bytes. */
import sharp from 'sharp';

const [width, height] = [1200, 900];

/** The foreground of each picture, as SVG over its sky. */
const drawings = {
  tide: {
    altText: 'A flat beach at dawn; three sea stars and a shoe lie on the sand.',
    sky: ['#f6c9a0', '#7fb4c9'],
    shapes: `<rect y="520" width="${width}" height="380" fill="#d9c29a"/><rect y="430" width="${width}" height="100" fill="#5c93ab"/>
      ${[200, 480, 640].map((x, index) => `<path transform="translate(${x} ${640 + index * 60})" fill="#d2603a" d="M0-60 15-18 58-18 24 8 36 50 0 26-36 50-24 8-58-18-15-18z"/>`).join('')}
      <path transform="translate(880 720)" fill="#4a3b33" d="M0 0q40-50 60 0l90 20q20 30-10 30H0z"/>`,
  },
  rye: {
    altText: 'A jar of rye starter on a table, risen well above the rubber band around it.',
    sky: ['#f3e6cf', '#d8b98a'],
    shapes: `<rect y="640" width="${width}" height="260" fill="#8a5a36"/><rect x="450" y="220" width="300" height="500" rx="40" fill="#ffffff" opacity=".55"/>
      <path d="M460 400q140-70 280 0v270q0 40-40 40H500q-40 0-40-40z" fill="#a8794c"/><rect x="446" y="520" width="308" height="14" fill="#c23b3b"/>`,
  },
  mira: {
    altText: 'A woman with dark hair in front of a yellow wall.',
    sky: ['#f5c542', '#e89c2f'],
    shapes: `<path d="M380 900q0-300 220-300t220 300z" fill="#2f5d7c"/><circle cx="600" cy="430" r="170" fill="#3a2620"/><circle cx="600" cy="460" r="135" fill="#d9a07a"/>`,
  },
} as const;

export type DemoPicture = keyof typeof drawings;

/** A picture with its description. */
export async function drawPicture(name: DemoPicture): Promise<{ bytes: Buffer; altText: string }> {
  const { altText, sky, shapes } = drawings[name];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><linearGradient id="sky" x2="0" y2="1">
    <stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>${shapes}</svg>`;
  return { bytes: await sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer(), altText };
}
