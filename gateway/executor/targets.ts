/**
 * Finds the objects that a fetch adds fields to. Plans name places by paths in which `@` stands for every item of a
 * list.
 */
import { isDataObject, type DataObject } from './merge.ts';

export type Path = readonly (string | number)[];

export interface Target {
  object: DataObject;
  /** The objects around it, the outermost first. */
  parents: readonly DataObject[];
}

/** The objects at a path, each once, in the order of the data. */
export function targetsAt(data: DataObject, path: Path): Target[] {
  const found = new Map<DataObject, Target>();
  walk(data, path, 0, { place: [], parents: [] }, (object, { parents }) => {
    if (!found.has(object)) found.set(object, { object, parents: [...parents] });
  });
  return [...found.values()];
}

/** The places of these objects at the path: an object that several others share has several places. */
export function placesOf(data: DataObject, path: Path, objects: ReadonlySet<DataObject>): Path[] {
  const places: Path[] = [];
  walk(data, path, 0, { place: [], parents: [] }, (object, { place }) => {
    if (objects.has(object)) places.push([...place]);
  });
  return places;
}

interface Position {
  place: (string | number)[];
  parents: DataObject[];
}

/** @param depth - The steps of the path that have been taken. */
function walk(value: unknown, path: Path, depth: number, at: Position, visit: (object: DataObject, at: Position) => void): void {
  if (Array.isArray(value)) {
    const below = path[depth] === '@' ? depth + 1 : depth;
    for (let index = 0; index < value.length; index += 1) {
      at.place.push(index);
      walk(value[index], path, below, at, visit);
      at.place.pop();
    }
  } else if (isDataObject(value)) {
    if (depth === path.length) return visit(value, at);
    const key = path[depth];
    if (typeof key !== 'string' || !Object.hasOwn(value, key)) return;
    at.place.push(key);
    at.parents.push(value);
    walk(value[key], path, depth + 1, at, visit);
    at.parents.pop();
    at.place.pop();
  }
}
