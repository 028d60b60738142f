/** The first operations of the playground: from two accounts to a post that arrives live. */

const accounts = `# From two accounts to a live post:
# 1. Run RegisterAda and RegisterBo. To act as
#    one of them, put their accessToken into
#    the headers below, after "Bearer ".
# 2. As Bo: run Follow, with Ada's id in the
#    variables; then run the tab Live.
# 3. As Ada: run the tab Publish. The post
#    arrives in Live, and in Bo's tab Feed.

mutation RegisterAda {
  register(
    input: {
      username: "ada"
      email: "ada@example.com"
      password: "correct horse battery"
    }
  ) {
    viewer { user { id username } }
    tokens { accessToken }
  }
}

mutation RegisterBo {
  register(
    input: {
      username: "bo"
      email: "bo@example.com"
      password: "correct horse battery"
    }
  ) {
    viewer { user { id username } }
    tokens { accessToken }
  }
}

mutation Login {
  login(
    input: {
      usernameOrEmail: "ada"
      password: "correct horse battery"
    }
  ) {
    tokens { accessToken }
  }
}

mutation Follow($userId: ID!) {
  follow(userId: $userId) { username viewerFollows followerCount }
}

query Me {
  me {
    user { id username followerCount }
    sessions { id userAgent current }
  }
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
    post {
      text
      publishedAt
      author { username displayName }
    }
  }
}
`;

const feed = `query Feed {
  feed(first: 20) {
    nodes {
      id
      text
      publishedAt
      likeCount
      viewerLiked
      author { username displayName }
    }
    pageInfo { hasNextPage endCursor }
    liveCursor
  }
}
`;

export const headers = '{\n  "Authorization": ""\n}';

export const startTabs = [
  { query: accounts, variables: '{ "userId": "" }', headers },
  { query: publish, headers },
  { query: live, headers },
  { query: feed, headers },
];
