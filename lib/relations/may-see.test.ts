import { expect, test } from 'vitest';
import { maySee, type Published, type Restriction, type ViewerRelations, type Visibility } from './may-see.ts';

const free: Restriction = { isPrivate: false, isSuspended: false, isGone: false };

interface Case {
  viewer: 'nobody' | 'stranger' | 'follower' | 'mentioned' | 'blocked' | 'author';
  author?: Partial<Restriction>;
  sees: Visibility[];
}

const cases: Case[] = [
  { viewer: 'nobody', sees: ['PUBLIC'] },
  { viewer: 'stranger', sees: ['PUBLIC'] },
  { viewer: 'follower', sees: ['PUBLIC', 'FOLLOWERS'] },
  { viewer: 'mentioned', sees: ['PUBLIC', 'MENTIONED'] },
  { viewer: 'blocked', sees: [] },
  { viewer: 'author', sees: ['PUBLIC', 'FOLLOWERS', 'MENTIONED'] },
  { viewer: 'nobody', author: { isPrivate: true }, sees: [] },
  { viewer: 'stranger', author: { isPrivate: true }, sees: [] },
  { viewer: 'follower', author: { isPrivate: true }, sees: ['PUBLIC', 'FOLLOWERS'] },
  { viewer: 'mentioned', author: { isPrivate: true }, sees: ['MENTIONED'] },
  { viewer: 'author', author: { isPrivate: true }, sees: ['PUBLIC', 'FOLLOWERS', 'MENTIONED'] },
  ...(['isSuspended', 'isGone'] as const).flatMap((why): Case[] => [
    { viewer: 'stranger', author: { [why]: true }, sees: [] },
    { viewer: 'follower', author: { [why]: true }, sees: [] },
    { viewer: 'mentioned', author: { [why]: true }, sees: [] },
  ]),
];

test.for(cases)('$viewer of an author with $author sees $sees', ({ viewer, author, sees }) => {
  const relations: ViewerRelations = {
    viewerId: viewer === 'nobody' ? null : viewer,
    follows: () => viewer === 'follower',
    isBlocked: () => viewer === 'blocked',
    restriction: () => (author ? { ...free, ...author } : null),
  };
  const published = (visibility: Visibility): Published => ({ authorId: 'author', visibility, mentionIds: ['mentioned'] });
  expect((['PUBLIC', 'FOLLOWERS', 'MENTIONED'] as const).filter((visibility) => maySee(relations, published(visibility)))).toEqual(sees);
});
