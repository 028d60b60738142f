/** Creates the notifications that attempts at them read. */
import type { Person } from '../clients/client.ts';
import type { Supergraph } from '../supergraph.ts';

/** Has one person like a new post of another's. @returns The id of the other's notification. */
export async function likedOf(agora: Supergraph, author: Person, liker: Person): Promise<string> {
  const created = await agora.ask('mutation { createPost(input: { text: "to be liked" }) { id } }', {}, author);
  const { id } = created.data.createPost;
  await agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id }, liker);
  await agora.drain();
  const group = await agora.notifications.deps.models.groups.findOne({ recipientId: author.id, subjectId: id }).lean();
  if (!group) throw new Error('A like notified nobody.');
  return group._id;
}
