/** What the playground shows first: from two accounts to a post that arrives live. */

const accounts = `# 1. Make two accounts. Put the access token of the one you want to be into the headers below:
#    { "Authorization": "Bearer <accessToken>" }
# 2. As Bo: follow Ada with her id.        3. As Bo: open the tab Live.
# 4. As Ada: publish, in the tab Publish.  5. It arrives in Live, and in Bo's feed.

mutation RegisterAda {
  register(input: { username: "ada", email: "ada@example.com", password: "correct horse battery" }) {
    viewer { user { id username } }
    tokens { accessToken }
  }
}

mutation RegisterBo {
  register(input: { username: "bo", email: "bo@example.com", password: "correct horse battery" }) {
    viewer { user { id username } }
    tokens { accessToken }
  }
}

mutation Login {
  login(input: { usernameOrEmail: "ada", password: "correct horse battery" }) {
    tokens { accessToken }
  }
}

mutation Follow($userId: ID!) {
  follow(userId: $userId) { username viewerFollows followerCount }
}

query Me {
  me { user { id username followerCount followingCount } sessions { id userAgent current } }
}
`;

const publish = `mutation Publish {
  createPost(input: { text: "Hello #agora" }) {
    id
    text
    hashtags
    fanOut { state done total }
  }
}
`;

const live = `subscription Live {
  newPost {
    cursor
    post { text publishedAt author { username displayName } }
  }
}
`;

const feed = `query Feed {
  feed(first: 20) {
    nodes { id text publishedAt likeCount viewerLiked author { username displayName } }
    pageInfo { hasNextPage endCursor }
    liveCursor
  }
}
`;

const headers = '{\n  "Authorization": ""\n}';

export const startTabs = [
  { query: accounts, variables: '{ "userId": "" }', headers },
  { query: publish, headers },
  { query: live, headers },
  { query: feed, headers },
];
