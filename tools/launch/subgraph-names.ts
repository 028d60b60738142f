import { readdir } from 'node:fs/promises';

/** The names of the subgraphs: the folders of `subgraphs/` that hold a schema. */
export async function subgraphNames(): Promise<string[]> {
  const files = await readdir(new URL('../../subgraphs/', import.meta.url), { recursive: true });
  return files
    .filter((file) => /^[a-z-]+[\\/]schema\.graphql$/.test(file))
    .map((file) => file.split(/[\\/]/)[0] ?? file)
    .sort();
}
