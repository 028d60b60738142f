/** Bounds on Markdown, so that no text takes long to render. They are checked before the text goes to the renderer. */

/** A bound that a text breaks, for people. */
export type Excess = string;

/** How deep quotes and lists may stand in each other, and how far a line may be indented. */
const maxDepth = 20;
const maxColumns = 100;
/** Signs that open something: each is matched with those before or after it. */
const maxSigns: readonly (readonly [what: string, sign: RegExp, most: number])[] = [
  ['square brackets', /[[\]]/g, 3_000],
  ['round brackets', /[()]/g, 10_000],
  ['signs of emphasis', /[*_]/g, 20_000],
  ['definitions of links', /\]:/g, 200],
  ['signs of code', /`/g, 10_000],
  ['angle brackets', /[<>]/g, 4_000],
  ['entities', /&/g, 5_000],
  ['backslashes', /\\/g, 10_000],
];
const maxLines = 20_000;
/** Signs that are matched with the others of their paragraph. */
const maxInBlock: readonly (readonly [what: string, sign: RegExp, most: number])[] = [
  ['signs of emphasis', /[*_]/g, 1_000],
  ['signs of code', /`/g, 500],
  ['opening angle brackets', /</g, 500],
];
/** A table's rows are filled up to its widest, so its cells are counted as rows by columns. */
const maxCells = 2_000;

/** The first bound that a text breaks; null when it keeps all of them. */
export function findExcess(markdown: string): Excess | null {
  const lines = markdown.split(/\r\n|\r|\n/);
  if (lines.length > maxLines) return `At most ${maxLines} lines.`;
  for (const line of lines) {
    const { depth, columns } = measureStart(line);
    if (depth > maxDepth) return `Quotes and lists stand in each other at most ${maxDepth} deep.`;
    if (columns > maxColumns) return `A line begins after at most ${maxColumns} spaces.`;
  }
  const { cells, signs } = measureBlocks(lines);
  for (const [index, [what, , most]] of maxInBlock.entries())
    if ((signs[index] ?? 0) > most) return `At most ${most.toLocaleString('en')} ${what} in a paragraph.`;
  if (cells > maxCells) return `Tables have at most ${maxCells.toLocaleString('en')} cells.`;
  for (const [what, sign, most] of maxSigns) {
    let count = 0;
    for (const _ of markdown.matchAll(sign)) count += 1;
    if (count > most) return `At most ${most.toLocaleString('en')} ${what}.`;
  }
  return null;
}

/** The markers of quotes and lists that a line begins with, and the width of what stands before its first word. */
function measureStart(line: string): { depth: number; columns: number } {
  const start = /^(?:[ \t]|>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))*/.exec(line)?.[0] ?? '';
  const columns = start.replaceAll('\t', '    ').length;
  return { depth: start.match(/>|[-+*]|\d+[.)]/g)?.length ?? 0, columns };
}

interface Blocks {
  /** The cells of all tables: never fewer than there are. */
  cells: number;
  /** For each of `maxInBlock`, those of the paragraph that has most. */
  signs: number[];
}

function emptyBlock() {
  return { rows: 0, columns: 1, signs: maxInBlock.map(() => 0), isTable: false };
}

/** Measures what stands between empty lines: paragraphs and tables. */
function measureBlocks(lines: readonly string[]): Blocks {
  const all: Blocks = { cells: 0, signs: maxInBlock.map(() => 0) };
  let block = emptyBlock();
  for (const line of [...lines, '']) {
    if (line.trim() === '') {
      if (block.isTable) all.cells += block.rows * block.columns;
      all.signs = all.signs.map((count, index) => Math.max(count, block.signs[index] ?? 0));
      block = emptyBlock();
      continue;
    }
    block.rows += 1;
    block.columns = Math.max(block.columns, line.split('|').length);
    block.signs = block.signs.map((count, index) => count + (line.match(maxInBlock[index]?.[1] ?? /$^/)?.length ?? 0));
    block.isTable ||= isDelimiter(line);
  }
  return all;
}

/** Whether a line can divide the head of a table from its body. */
function isDelimiter(line: string): boolean {
  const bare = line.replace(/^[\s>]+/, '');
  return /^[\s|:>+*-]*$/.test(bare.replace(/^\d{1,9}[.)]/, '')) && bare.includes('-') && /[|:]/.test(bare);
}
