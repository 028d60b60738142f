/** The files that the next operations send: each stands for a variable that is null. */
const chosen = new Map();
const listeners = new Set();
let snapshot = [];

function tell() {
  snapshot = [...chosen].map(([variable, file]) => ({ variable, file }));
  for (const listener of listeners) listener();
}

/** @param variable - Its path: `file`, or `input.file`. */
export function chooseFile(variable, file) {
  chosen.set(variable, file);
  tell();
}

export function dropFile(variable) {
  chosen.delete(variable);
  tell();
}

/** @returns The chosen files; the array is the same until the choice changes. */
export function chosenFiles() {
  return snapshot;
}

export function onFilesChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen files whose variables the operation has and leaves null. */
export function filesFor(variables) {
  return snapshot.filter(({ variable }) => {
    const parts = variable.split('.');
    const holder = parts.slice(0, -1).reduce((value, part) => value?.[part], variables);
    return typeof holder === 'object' && holder !== null && parts.at(-1) in holder && holder[parts.at(-1)] === null;
  });
}

/** An operation with files, as the GraphQL multipart request specification has it. */
export function toMultipart(operation, files) {
  const body = new FormData();
  body.set('operations', JSON.stringify(operation));
  body.set('map', JSON.stringify(Object.fromEntries(files.map(({ variable }, index) => [index, [`variables.${variable}`]]))));
  for (const [index, { file }] of files.entries()) body.set(String(index), file);
  return body;
}
