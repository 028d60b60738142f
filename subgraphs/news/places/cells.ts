/**
 * Places by cells, so that an ordinary index finds what is near: the globe is cut into rows, each row into cells about as wide as high,
 * in several sizes. A place names its cell of each size; a circle asks for the few cells of one size that cover it.
 */

/** A point on the globe, in degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

export interface Circle extends Point {
  withinKm: number;
}

/** The most that a circle may measure from its middle. */
export const maxWithinKm = 500;

const kmPerDegree = 111.195;
/** The heights of cells in degrees, small to large; each divides the globe. */
const sizes = [1 / 64, 1 / 16, 1 / 4, 1, 5] as const;

/** The cells that a point lies in, one of each size. */
export function cellsOf({ latitude, longitude }: Point): string[] {
  return sizes.map((size, level) => {
    const row = rowOf(latitude, size);
    return cellName(level, row, columnOf(longitude, columnsOf(row, size)));
  });
}

/** The cells of one size that cover a circle: 30 at most. */
export function cellsAround({ latitude, longitude, withinKm }: Circle): string[] {
  const reach = withinKm / kmPerDegree;
  const level = Math.max(
    sizes.findIndex((size) => size >= reach),
    0,
  );
  const size = sizes[level] ?? 5;
  const [first, last] = [rowOf(Math.max(latitude - reach, -90), size), rowOf(Math.min(latitude + reach, 90), size)];
  const cells: string[] = [];
  for (let row = first; row <= last; row += 1) {
    const columns = columnsOf(row, size);
    const width = widthOf(latitude, reach);
    if (width >= 180 || columns <= 3) for (let column = 0; column < columns; column += 1) cells.push(cellName(level, row, column));
    else {
      const from = columnOf(longitude - width, columns);
      const count = ((columnOf(longitude + width, columns) - from + columns) % columns) + 1;
      for (let step = 0; step < count; step += 1) cells.push(cellName(level, row, (from + step) % columns));
    }
  }
  return cells;
}

/** How far apart two points are, along the globe. */
export function kmBetween(one: Point, other: Point): number {
  const [phi, psi] = [radians(one.latitude), radians(other.latitude)];
  const byLatitude = Math.sin((psi - phi) / 2) ** 2;
  const byLongitude = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const chord = byLatitude + Math.cos(phi) * Math.cos(psi) * byLongitude;
  return (kmPerDegree * 360 * Math.asin(Math.min(1, Math.sqrt(chord)))) / Math.PI;
}

/** How many degrees of longitude a circle reaches to each side; 180 where it holds a pole. */
function widthOf(latitude: number, reach: number): number {
  if (Math.abs(latitude) + reach >= 90) return 180;
  return (Math.asin(Math.min(1, Math.sin(radians(reach)) / Math.cos(radians(latitude)))) * 180) / Math.PI;
}

function rowOf(latitude: number, size: number): number {
  return Math.min(Math.floor((latitude + 90) / size), 180 / size - 1);
}

/** As many as make cells about as wide as high where the row is widest. */
function columnsOf(row: number, size: number): number {
  const [south, north] = [row * size - 90, (row + 1) * size - 90];
  const widest = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  return Math.max(Math.round((Math.cos(radians(widest)) * 360) / size), 1);
}

function columnOf(longitude: number, columns: number): number {
  const turn = (((longitude + 180) % 360) + 360) % 360;
  return Math.min(Math.floor((turn / 360) * columns), columns - 1);
}

function cellName(level: number, row: number, column: number): string {
  return `${level}:${row}:${column}`;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
