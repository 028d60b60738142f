/** Rows about follows, blocks, mutes, roles and suspensions. */
import { suspendUser } from '../../../../subgraphs/users/moderation/moderation.ts';
import { makePeople } from '../../clients/people.ts';
import { type Attempt, outcomeOf } from '../attempt.ts';
import { readOwner, readViewer, changeOwner, changeMember } from '../builders.ts';

const ofUser = (field: string): string => `query ($id: ID!) { user(id: $id) { ${field} { nodes { id } } } }`;

export const relations: Record<string, Attempt> = {
  'User.followers': readOwner(ofUser('followers'), ({ user }) => user?.followers),
  'User.followers, private': readOwner(ofUser('followers'), ({ user }) => user?.followers, 'private'),
  'User.following, private': {
    world: 'private',
    run: async ({ agora, world, viewer }) => {
      await agora.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: world.witness.id }, world.owner);
      return outcomeOf(await agora.ask(ofUser('following'), { id: world.owner.id }, viewer), ({ user }) => user?.following);
    },
  },
  'Viewer.followRequests': readViewer('followRequests { nodes { id } }'),
  'Viewer.blocked': readViewer('blocked { nodes { id } }'),
  'Viewer.muted': readViewer('muted { nodes { id } }'),
  'Mutation.follow': changeOwner('follow'),
  'Mutation.unfollow': changeOwner('unfollow'),
  'Mutation.approveFollow': {
    world: 'private',
    run: async ({ agora, world, viewer }) => {
      const [person] = await makePeople(agora.users.deps, 1);
      await agora.ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: world.owner.id }, person);
      return outcomeOf(await agora.ask('mutation ($id: ID!) { approveFollow(userId: $id) { id } }', { id: person?.id }, viewer));
    },
  },
  'Mutation.declineFollow': changeMember('declineFollow(userId: $id)'),
  'Mutation.block': changeOwner('block'),
  'Mutation.unblock': changeOwner('unblock'),
  'Mutation.mute': changeOwner('mute'),
  'Mutation.unmute': changeOwner('unmute'),
  'Mutation.setRole': changeMember('setRole(userId: $id, role: EDITOR)'),
  'Mutation.suspendUser': changeMember('suspendUser(userId: $id, reason: "spam")'),
  'Mutation.unsuspendUser': changeMember(
    'unsuspendUser(userId: $id)',
    async ({ agora, world }, { id }) => await suspendUser(agora.users.deps, { viewerId: world.admin.id, userId: id, reason: 'spam' }),
  ),
};
