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
  walk(data, path, { place: [], parents: [] }, (object, { parents }) => {
    if (!found.has(object)) found.set(object, { object, parents: [...parents] });
  });
  return [...found.values()];
}

/** The places of these objects at the path: an object that several others share has several places. */
export function placesOf(data: DataObject, path: Path, objects: ReadonlySet<DataObject>): Path[] {
  const places: Path[] = [];
  walk(data, path, { place: [], parents: [] }, (object, { place }) => {
    if (objects.has(object)) places.push([...place]);
  });
  return places;
}

interface Position {
  place: (string | number)[];
  parents: DataObject[];
}

function walk(value: unknown, path: Path, at: Position, visit: (object: DataObject, at: Position) => void): void {
  const [first, ...rest] = path;
  if (Array.isArray(value)) {
    const below = first === '@' ? rest : path;
    for (const [index, item] of value.entries()) {
      at.place.push(index);
      walk(item, below, at, visit);
      at.place.pop();
    }
  } else if (isDataObject(value)) {
    if (first === undefined) return visit(value, at);
    if (typeof first !== 'string' || !Object.hasOwn(value, first)) return;
    at.place.push(first);
    at.parents.push(value);
    walk(value[first], rest, at, visit);
    at.parents.pop();
    at.place.pop();
  }
}
