/**
 * Works through stored things chunk by chunk, for jobs that erase: a repeat goes on where it ended.
 *
 * @param next - Finds some of what is left. The work on a thing takes it out of there; an empty chunk ends.
 */
export async function inChunks<Item>(next: () => Promise<Item[]>, work: (item: Item) => Promise<void>): Promise<void> {
  for (let chunk = await next(); chunk.length > 0; chunk = await next()) {
    for (const item of chunk) await work(item);
  }
}
