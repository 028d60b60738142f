/**
 * What the product does although MongoDB does it slowly, or a cluster on several shards: each with its reason. The rest
 * fails the run of tests. `docs/operations/sharding.md` tells operators the same by kinds.
 */
interface Accepted {
  why: string;
  /** The beginning of the fault. */
  fault: string;
  /** Each whole, or its beginning up to a `*`. */
  subjects: string[];
}

const everyShard = 'asks every shard';
const noIndex = 'has no index';
const inMemory = 'sorts in memory';
const notRunAgain = 'an upsert that MongoDB does not run again';
const severalShards = 'a transaction wrote to';
const subgraphs = ['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms'];
const ofEach = (subject: string): string[] => subgraphs.map((name) => `${name}.${subject}`);

const queries: Accepted[] = [
  {
    why: 'a dozen documents at most, read once at the start of a process',
    fault: noIndex,
    subjects: ofEach('upgrades find: all'),
  },
  {
    why: 'the relay, one process, takes what waits on all shards; mostly there is nothing',
    fault: everyShard,
    subjects: [...ofEach('pending_events find: all'), ...ofEach('pending_events find: all by _id')],
  },
  {
    why: 'a worker looks twice a second for due jobs, by an index',
    fault: everyShard,
    subjects: ofEach('jobs find: or(queuedAt = null | queuedAt <), state =, runAt <= by runAt'),
  },
  {
    why: 'a schedule, in one process, by an index of what is due',
    fault: everyShard,
    subjects: [
      'posts.drafts find: *by publishAt, _id',
      'notifications.preferences find: *by digestDueAt, _id',
      'users.sessions find: announceSince <=',
      'users.sessions find: endedAt >=',
      'media.media find: idleSince >, idleSince <, attachedTo = null',
      'media.media find: state =, expiresAt >, expiresAt <',
      'users.erasures find: completedAt*',
      'news.articles find: *by publishAt, _id',
      'news.local_events find: *by extendAt, _id',
      'news.occurrences find: *by remindAt, _id',
    ],
  },
  {
    why: 'an upgrade goes through all documents, once for a database',
    fault: everyShard,
    subjects: [
      ...ofEach('jobs find: _id > by _id'),
      'media.media find: countedBytes is missing, state in, _id > by _id',
      'posts.accounts find: all',
      'posts.accounts find: isOpen =',
      'posts.accounts find: isShown =',
      'posts.likes update: isListed is missing*',
      'posts.posts find: edits exists, edits not =, _id > by _id',
      'posts.posts find: edits exists, _id > by _id',
      'posts.posts find: or(likeCount > | replyCount > | repostCount >), _id > by _id',
      'posts.posts update: isListed is missing*',
      'posts.restrictions find: all',
    ],
  },
  {
    why: 'the same',
    fault: noIndex,
    subjects: [
      'posts.accounts find: all',
      'posts.accounts find: isOpen =',
      'posts.accounts find: isShown =',
      'posts.likes update: isListed is missing*',
      'posts.posts update: isListed is missing*',
      'posts.restrictions find: all',
    ],
  },
  {
    why: 'search reads everything page by page when it builds or compares its index',
    fault: everyShard,
    subjects: [
      'posts.posts find: all by _id',
      'posts.posts find: repostOfId = null*by _id',
      'users.users find: all by _id',
      'users.users find: _id > by _id',
      'news.articles find: *by _id',
      'news.local_events find: *by _id',
    ],
  },
  {
    why: 'a list of what has no owner: each shard gives its part of the page by an index in order',
    fault: everyShard,
    subjects: [
      'posts.posts find: isListed =, repostOfId = null*by -publishedAt, -_id',
      'posts.posts find: or(publishedAt < | publishedAt =, _id <), isListed =, repostOfId = null*by -publishedAt, -_id',
      'posts.posts find: hashtags =, isListed =*by -publishedAt, -_id',
      'posts.posts find: or(publishedAt < | publishedAt =, _id <), hashtags =, isListed =*by -publishedAt, -_id',
      'news.articles find: status =*by -publishedAt, -_id',
      'news.articles find: or(publishedAt*by -publishedAt, -_id',
      'news.occurrences find: *by startsAt, eventId',
      'rooms.rooms find: kind =*by -activityAt, -_id',
      'rooms.rooms find: or(activityAt <*by -activityAt, -_id',
    ],
  },
  {
    why: 'series recur within the range: the indexes hold what leaves those out, so MongoDB looks at keys and reads no document for them',
    fault: 'looked at',
    subjects: [
      'news.occurrences find: eventId in, shard in, startsAt >=, previousAt <',
      'news.occurrences find: isListed =, startsAt >=*by startsAt, eventId',
      'news.occurrences find: or(startsAt > | startsAt =, eventId >)*by startsAt, eventId',
    ],
  },
  {
    why: 'deleted and masked messages among what is unread: the numbers are of the last 1,000 messages, or mentions of the last 10,000',
    fault: 'looked at',
    subjects: ['rooms.messages find: roomId =, shard =, deletedAt = null, authorId not in, number > by number'],
  },
  {
    why: 'what an admin looks through, of all authors: each shard gives its part of the page by an index in order',
    fault: everyShard,
    subjects: ['news.articles find: status =*by -createdAt, -_id', 'news.articles find: or(createdAt*by -createdAt, -_id'],
  },
  {
    why: 'replies lie with who replied; each shard gives its part of the page by an index in order',
    fault: everyShard,
    subjects: [
      'posts.posts find: replyToId =*by publishedAt, _id',
      'posts.posts find: or(publishedAt > | publishedAt =, _id >), replyToId =*by publishedAt, _id',
    ],
  },
  {
    why: 'the names in a text that mentions somebody, found together by an index',
    fault: everyShard,
    subjects: [
      'posts.accounts find: username in, deletedAt = null',
      'rooms.accounts find: username in',
      'search.entries find: generation =, username in, goneAt = null',
    ],
  },
  {
    why: 'a search asks all shards for its best; entries lie evenly on them',
    fault: everyShard,
    subjects: [
      'search.entries aggregate:*',
      'search.suggestions find: kind =, prefixes =*',
      'search.suggestions aggregate: kind =, prefixes =*',
    ],
  },
  {
    why: 'the admins, who are few, by an index of them alone',
    fault: everyShard,
    subjects: ['notifications.people find: role ='],
  },
  {
    why: 'trends, kept for a minute',
    fault: everyShard,
    subjects: ['search.tag_uses aggregate: at > by -at'],
  },
  {
    why: 'behind the requests: what hangs on a deleted post or account, or one whose visibility has changed, by an index',
    fault: everyShard,
    subjects: [
      'posts.bookmarks delete: postId =',
      'posts.feed_entries find: postId =',
      'posts.likes find: userId =*',
      'posts.posts find: mentionIds =',
      'notifications.acts find: actorId =',
      'notifications.acts find: sourceIds =',
      'notifications.acts find: sourceIds =, kind =',
      'search.entries find: authorId =, kind =*',
      'search.entries find: generation =',
      'search.entries find: _id >, _id <, goneAt = null',
      'search.following delete: followeeId =',
      'search.tag_uses delete:*',
      'news.article_bookmarks delete: articleId =',
      'news.article_likes find: userId =',
      'news.article_texts update: savedBy =',
      'news.attending delete: eventId =',
      'news.following delete: followeeId =',
      'rooms.bans delete: userId =',
      'rooms.following delete: followeeId =',
      'rooms.invites delete: invitedById =',
      'rooms.invites delete: roomId =',
      'rooms.messages find: authorId =',
      'rooms.messages find: mentionIds =',
      'rooms.reactions find: userId =',
      'rooms.rooms update: createdById =',
    ],
  },
  {
    why: 'behind the requests: the media of one account, up to its quota, when it is hidden or shown again',
    fault: inMemory,
    subjects: [
      'media.media find: ownerId =, shard =, state =*by _id',
      'media.media find: or(attachedTo = null | attachedTo < | attachedTo >=, attachedTo < | attachedTo >=), ownerId =, shard =, state =*by _id',
    ],
  },
  { why: 'the reconciler compares every record with its files', fault: everyShard, subjects: ['media.media find: state =, createdAt <'] },
  {
    why: 'the same; and it forgets what it has repaired, of next to nothing',
    fault: noIndex,
    subjects: ['media.media find: state =, createdAt <', 'media.orphans delete: _id not in'],
  },
  {
    why: 'a later mail, or the end of an account, voids the earlier tokens of one user: rare, and by an index',
    fault: everyShard,
    subjects: ['users.mail_tokens update: userId =, purpose =*', 'users.mail_tokens delete: userId ='],
  },
];

/** By the filter of an upsert outside of transactions. */
const upserts: Accepted[] = [
  {
    why: 'a second one at the same time meets the first: the product runs it again (`upserting`)',
    fault: notRunAgain,
    subjects: ['posts.bookmarks: _id =, shard =', 'news.article_bookmarks: _id =, shard =', 'notifications.deliveries: _id =, shard ='],
  },
  {
    why: 'a lease that another process holds is one that this one does not get',
    fault: notRunAgain,
    subjects: ofEach('leases: _id =, expiresAt <'),
  },
];

/** By collections that a transaction writes. */
const transactions: (Omit<Accepted, 'fault' | 'subjects'> & { database: string; collections: string[] })[] = [
  {
    why: 'a reader writes its checkpoint with the effects of a batch: so they happen once',
    database: '*',
    collections: ['checkpoints'],
  },
  { why: 'the relay takes over the events of an older version', database: '*', collections: ['events', 'pending_events'] },
  {
    why: 'follow, request, block, mute: both users, and whoever looks next, read their own end',
    database: 'users',
    collections: ['following', 'followers'],
  },
  { why: 'the same', database: 'users', collections: ['requests_sent', 'requests_received'] },
  { why: 'the same', database: 'users', collections: ['blocking', 'blocked_by'] },
  { why: 'the same', database: 'users', collections: ['muting', 'muted_by'] },
  { why: 'a name or address is one document, so that no two accounts have it', database: 'users', collections: ['username_claims'] },
  { why: 'the same', database: 'users', collections: ['email_claims'] },
  { why: 'a token of a mail, found by its hash, and what it does to the account', database: 'users', collections: ['mail_tokens'] },
  { why: 'the count of password tries ends with the sign-in', database: 'users', collections: ['password_tries'] },
  { why: 'the act of a moderator and its record', database: 'users', collections: ['audit_log'] },
  {
    why: 'a reply or repost counts at the post of somebody else, which its author sees at once; plain posts write to one shard',
    database: 'posts',
    collections: ['accounts', 'pending_events', 'posts'],
  },
  {
    why: 'behind the requests: posts marked again, with the counts of what they answer',
    database: 'posts',
    collections: ['accounts', 'posts'],
  },
  {
    why: 'behind the requests: the follows of a deleted account, at both ends',
    database: 'posts',
    collections: ['followers', 'following'],
  },
  {
    why: 'behind the requests: a chunk of a fan-out into many feeds, counted once',
    database: 'posts',
    collections: ['fan_outs', 'feed_entries'],
  },
  { why: 'the index is written by batches, with the counts that follow from them', database: 'search', collections: ['entries'] },
  {
    why: 'behind the requests: a follow counts at the suggestion of who is followed',
    database: 'search',
    collections: ['following', 'suggestions'],
  },
  { why: 'a rebuild: the state of the index, and its job', database: 'search', collections: ['index_state', 'jobs'] },
  { why: 'the rounds that a process schedules when it starts', database: 'search', collections: ['jobs'] },
  { why: 'the same', database: 'media', collections: ['jobs'] },
  { why: 'a token belongs to one device: it is found by its hash', database: 'notifications', collections: ['device_tokens', 'devices'] },
  {
    why: 'a device, or a notification, is not made beside the end of its session or post',
    database: 'notifications',
    collections: ['sources'],
  },
  { why: 'a name for addresses is one document, so that no two articles or events have it', database: 'news', collections: ['slugs'] },
  { why: 'an admin saves an article of somebody else, with a key', database: 'news', collections: ['save_keys', 'articles'] },
  { why: 'the same of an event', database: 'news', collections: ['save_keys', 'local_events'] },
  { why: 'a seat counts at its event, and its user looks it up', database: 'news', collections: ['attendances', 'attending'] },
  { why: 'who is in a room is read from the room, and from the person', database: 'rooms', collections: ['members', 'memberships'] },
  { why: 'a key is of a person, in whatever room they speak', database: 'rooms', collections: ['messages', 'room_keys'] },
  { why: 'behind the requests: a push to many, counted once', database: 'notifications', collections: ['deliveries', 'jobs'] },
];

/** Whether a fault is accepted. */
export function isAccepted({ subject, fault }: { subject: string; fault: string }): boolean {
  if (fault.startsWith(severalShards)) {
    const [database, list = ''] = subject.split(': ');
    const written = list.split(', ');
    return transactions.some(
      (each) => (each.database === '*' || each.database === database) && each.collections.every((name) => written.includes(name)),
    );
  }
  return [...queries, ...upserts].some((each) => fault.startsWith(each.fault) && each.subjects.some((pattern) => fits(subject, pattern)));
}

function fits(subject: string, pattern: string): boolean {
  const [start = '', end, ...rest] = pattern.split('*');
  if (rest.length > 0) throw new Error(`One * at most: ${pattern}`);
  return end === undefined ? subject === pattern : subject.startsWith(start) && subject.endsWith(end);
}
