/** Operations for each area of the API, to run as they are or to begin from. Those that change something want a token in the headers. */

/** @type {{ title: string, examples: { title: string, query: string, variables?: object }[] }[]} */
export const areas = [
  {
    title: 'Accounts',
    examples: [
      {
        title: 'Sign in',
        query: `mutation SignIn {
  login(input: { usernameOrEmail: "mira", password: "agora-demo-password" }) {
    viewer { user { id username displayName } }
    tokens { accessToken refreshToken expiresIn }
  }
}`,
      },
      {
        title: 'Make an account',
        query: `mutation MakeAnAccount($input: RegisterInput!) {
  register(input: $input) {
    viewer { user { id username } email }
    tokens { accessToken refreshToken expiresIn }
  }
}`,
        variables: { input: { username: 'nova', email: 'nova@example.com', password: 'a long password', displayName: 'Nova' } },
      },
      {
        title: 'Who am I, and where am I signed in',
        query: `query Me {
  me {
    email
    user { id username displayName bio followerCount followingCount }
    sessions { id userAgent ip createdAt lastUsedAt current }
  }
}`,
      },
      {
        title: 'Change my profile',
        query: `mutation ChangeProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) { displayName bio website isPrivate }
}`,
        variables: { input: { bio: 'Cities, trains and the people in them.', website: null } },
      },
      {
        title: 'End all my sessions',
        query: `mutation LeaveEverywhere {
  logoutEverywhere
}`,
      },
    ],
  },
  {
    title: 'People',
    examples: [
      {
        title: 'A profile with its posts and followers',
        query: `query Profile($username: String!) {
  user(username: $username) {
    id
    displayName
    bio
    avatar { url(size: THUMB) }
    followerCount
    viewerFollows
    followsViewer
    posts(first: 5) { nodes { id text publishedAt } }
    followers(first: 5) { nodes { username displayName } totalCount }
  }
}`,
        variables: { username: 'mira' },
      },
      {
        title: 'Follow',
        query: `mutation Follow($userId: ID!) {
  follow(userId: $userId) { username viewerFollows followRequested followerCount }
}`,
        variables: { userId: 'usr_…' },
      },
      {
        title: 'Who asks to follow me',
        query: `query Requests {
  me {
    followRequests(first: 20) { nodes { id username displayName } pageInfo { hasNextPage endCursor } }
  }
}

mutation LetIn($userId: ID!) {
  approveFollow(userId: $userId) { username followsViewer }
}`,
        variables: { userId: 'usr_…' },
      },
      {
        title: 'Block and mute',
        query: `mutation Block($userId: ID!) {
  block(userId: $userId) { username viewerBlocks }
}

mutation Mute($userId: ID!) {
  mute(userId: $userId) { username viewerMutes }
}

query KeptAway {
  me {
    blocked(first: 20) { nodes { id username } }
    muted(first: 20) { nodes { id username } }
  }
}`,
        variables: { userId: 'usr_…' },
      },
    ],
  },
  {
    title: 'Rooms',
    examples: [
      {
        title: 'Make a room',
        query: `mutation Room($input: CreateRoomInput!) {
  createRoom(input: $input) { id name kind viewerMembership { role } }
}`,
        variables: { input: { name: 'Night trains', topic: 'Who comes along?', idempotencyKey: 'trains-1' } },
      },
      {
        title: 'Say something',
        query: `mutation Say($input: SendMessageInput!) {
  sendMessage(input: $input) { id number text createdAt }
}`,
        variables: { input: { roomId: 'rom_…', text: 'Who brings the tea?', idempotencyKey: 'tea-1' } },
      },
      {
        title: 'The last messages of a room',
        query: `query Messages($id: ID!) {
  room(id: $id) {
    name
    unreadCount
    messages(last: 30) {
      nodes { number text author { username } replyTo { text } reactions { emoji count } editedAt deletedAt }
      liveCursor
    }
  }
}`,
        variables: { id: 'rom_…' },
      },
      {
        title: 'All that happens in a room',
        query: `subscription Activity($roomId: ID!, $after: String) {
  roomActivity(roomId: $roomId, after: $after) {
    cursor
    activity {
      __typename
      ... on MessageAdded { message { text author { username } } }
      ... on MessageChanged { message { text deletedAt reactions { emoji count } } }
      ... on MembershipChanged { user { username } member { role } }
    }
  }
}`,
        variables: { roomId: 'rom_…' },
      },
      {
        title: "One's own rooms, and what is unread",
        query: `query Inbox {
  rooms(mine: true, first: 20) {
    nodes { id name kind unreadCount unreadMentionCount lastMessage { text author { username } } }
    liveCursor
  }
}`,
      },
    ],
  },
  {
    title: 'News',
    examples: [
      {
        title: 'Write an article, as an editor',
        query: `mutation Write($input: ArticleInput!) {
  createArticle(input: $input) { id slug status revision bodyHtml }
}`,
        variables: {
          input: {
            title: 'The bridge opens on Friday',
            description: 'After two years on foot, the trams are back.',
            body: '# At last\n\nFrom **six in the morning** the trams cross again.',
            tags: ['town'],
            status: 'PUBLISHED',
            idempotencyKey: 'bridge-1',
          },
        },
      },
      {
        title: 'Save a change, unless somebody was faster',
        query: `mutation Save($id: ID!, $ifRevision: Int!, $input: ArticlePatch!) {
  updateArticle(id: $id, ifRevision: $ifRevision, input: $input) { title revision updatedAt }
}`,
        variables: { id: 'art_…', ifRevision: 1, input: { title: 'The bridge opens on Saturday' } },
      },
      {
        title: 'Read the news',
        query: `query News {
  articles(first: 10) {
    nodes { id slug title description publishedAt author { username } images { url(size: MEDIUM) } likeCount viewerLiked }
    pageInfo { hasNextPage endCursor }
  }
}`,
      },
      {
        title: 'An article',
        query: `query Article($slug: String!) {
  article(slug: $slug) { title bodyHtml author { displayName } tags publishedAt }
}`,
        variables: { slug: 'the-bridge-opens-on-friday' },
      },
      {
        title: 'Announce a market on each Tuesday, as an editor',
        query: `mutation Announce($input: EventInput!) {
  createEvent(input: $input) { id slug status nextOccurrence { startsAt endsAt } }
}`,
        variables: {
          input: {
            title: 'Market on the square',
            description: 'Fruit, bread and flowers.',
            body: 'Come **early**.',
            startsAt: '2027-01-05T07:00:00.000Z',
            endsAt: '2027-01-05T12:00:00.000Z',
            timeZone: 'Europe/Berlin',
            recurrence: 'FREQ=WEEKLY;BYDAY=TU',
            place: { name: 'The square', latitude: 52.52, longitude: 13.405 },
            tags: ['market'],
            status: 'PUBLISHED',
            idempotencyKey: 'market-1',
          },
        },
      },
      {
        title: 'What is on near here',
        query: `query Nearby($near: NearInput!) {
  events(first: 10, near: $near) {
    nodes { id title nextOccurrence { startsAt } place { name } attendingCount viewerAttendance }
    pageInfo { hasNextPage endCursor }
  }
}`,
        variables: { near: { latitude: 52.52, longitude: 13.405, withinKm: 20 } },
      },
      {
        title: 'Take a seat',
        query: `mutation Attend($id: ID!) {
  attendEvent(id: $id) { viewerAttendance attendingCount waitlistCount capacity }
}`,
        variables: { id: 'evt_…' },
      },
      {
        title: 'My calendar, for other programs',
        query: `query Calendar {
  me { calendarUrl }
}

mutation NewAddress {
  renewCalendarUrl
}`,
      },
    ],
  },
  {
    title: 'Posts',
    examples: [
      {
        title: 'Publish',
        query: `mutation Publish($input: CreatePostInput!) {
  createPost(input: $input) {
    id
    text
    hashtags
    mentions { username }
    fanOut { state done total }
  }
}`,
        variables: { input: { text: 'Hello #agora', visibility: 'PUBLIC', idempotencyKey: 'hello-1' } },
      },
      {
        title: 'A post with its answers',
        query: `query Thread($id: ID!) {
  post(id: $id) {
    text
    author { username }
    likeCount
    replyTo { id text }
    replies(first: 20) {
      nodes { id text author { username } likeCount }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
        variables: { id: 'pst_…' },
      },
      {
        title: 'Answer, like, repost, keep',
        query: `mutation Answer($id: ID!) {
  createPost(input: { text: "I think so, too.", replyToId: $id }) { id replyTo { id } }
}

mutation Like($id: ID!) {
  likePost(id: $id) { likeCount viewerLiked }
}

mutation Repost($id: ID!) {
  repost(id: $id) { repostCount viewerReposted }
}

mutation Keep($id: ID!) {
  bookmarkPost(id: $id) { viewerBookmarked }
}`,
        variables: { id: 'pst_…' },
      },
      {
        title: 'Edit without overwriting',
        query: `mutation Edit($id: ID!, $text: String!, $ifEditedAt: DateTime) {
  editPost(id: $id, text: $text, ifEditedAt: $ifEditedAt) { text editedAt edits { text editedAt } }
}`,
        variables: { id: 'pst_…', text: 'Better said.', ifEditedAt: null },
      },
      {
        title: 'Drafts and scheduled posts',
        query: `mutation KeepForLater {
  createPost(input: { text: "Not yet.", draft: true }) { id publishedAt }
}

query Drafts {
  me { drafts(first: 20) { nodes { id text publishAt } } }
}

mutation PublishDraft($id: ID!) {
  publishPost(id: $id) { id publishedAt }
}`,
        variables: { id: 'pst_…' },
      },
    ],
  },
  {
    title: 'Feeds, live',
    examples: [
      {
        title: 'My home feed',
        query: `query Feed($after: String) {
  feed(first: 20, after: $after) {
    nodes { id text publishedAt likeCount viewerLiked author { username displayName } }
    pageInfo { hasNextPage endCursor }
    liveCursor
  }
}`,
        variables: { after: null },
      },
      {
        title: 'What comes, from a page or an event on',
        query: `subscription Live($after: String) {
  newPost(after: $after) {
    cursor
    post { id text publishedAt author { username displayName } }
  }
}`,
        variables: { after: null },
      },
      {
        title: 'Everybody under a tag',
        query: `query Tag($hashtag: String!) {
  posts(first: 20, hashtag: $hashtag) { nodes { id text author { username } } }
}

subscription LiveTag($hashtag: String!) {
  newPost(hashtag: $hashtag) { cursor post { id text author { username } } }
}`,
        variables: { hashtag: 'coast' },
      },
      {
        title: 'What happens to posts',
        query: `subscription Changes($ids: [ID!]!) {
  postChanged(ids: $ids) { kind postId post { text likeCount replyCount } }
}`,
        variables: { ids: ['pst_…'] },
      },
    ],
  },
  {
    title: 'Media',
    examples: [
      {
        title: 'Upload an image (choose it under Files)',
        query: `mutation Upload($file: Upload!, $altText: String) {
  uploadMedia(file: $file, altText: $altText) { id kind status width height placeholder }
}`,
        variables: { file: null, altText: 'What it shows' },
      },
      {
        title: 'Follow it until it is ready',
        query: `subscription Progress($id: ID!) {
  mediaProgress(id: $id) { status progress failure url(size: LARGE) renditions { name width height bytes } }
}`,
        variables: { id: 'med_…' },
      },
      {
        title: 'Post it, or show it as my picture',
        query: `mutation PostIt($mediaIds: [ID!]!) {
  createPost(input: { text: "", mediaIds: $mediaIds }) { id media { id url(size: MEDIUM, format: WEBP) } }
}

mutation MyPicture($avatarId: ID!) {
  updateProfile(input: { avatarId: $avatarId }) { avatar { id url(size: THUMB) } }
}`,
        variables: { mediaIds: ['med_…'], avatarId: 'med_…' },
      },
      {
        title: 'Dither',
        query: `mutation Dither($id: ID!) {
  ditherMedia(id: $id, levels: 2) { id status }
}`,
        variables: { id: 'med_…' },
      },
    ],
  },
  {
    title: 'Anything by id',
    examples: [
      {
        title: 'Objects of several services at once',
        query: `query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on User { username }
    ... on Post { text author { username } }
    ... on Media { status url(size: SMALL) }
  }
}`,
        variables: { ids: ['usr_…', 'pst_…', 'med_…'] },
      },
    ],
  },
];
