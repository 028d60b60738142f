/** Search for posts and people. The query is part of the address, so that it can be bookmarked and shared. */
import type { ReactNode } from 'react';
import type { PostFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { useLoaded } from '../data/load.ts';
import { FollowButton } from '../people/follow-button.tsx';
import { PeopleList, type Person } from '../people/people-list.tsx';
import { PostList } from '../posts/post-list.tsx';
import { Link } from '../routing/link.tsx';
import { goTo, usePlace } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { MarksOf } from '../text/marked.tsx';
import { markedWords } from '../text/marks.ts';
import { Empty } from '../ui/states.tsx';
import { SearchBox } from './search-box.tsx';

export function SearchPage({ types }: { types: 'posts' | 'people' }): ReactNode {
  const query = (new URLSearchParams(usePlace().search).get('q') ?? '').trim();
  const address = (path: string): string => `${path}?q=${encodeURIComponent(query)}`;
  return (
    <Page title="Search">
      {/* A new query resets the text of the field. */}
      <SearchBox key={query} query={query} onSearch={(wanted) => goTo(`${location.pathname}?q=${encodeURIComponent(wanted)}`)} />
      {query === '' ? (
        <Trends />
      ) : (
        <>
          <nav className="tabs" aria-label="Results">
            <Link href={address('/search')} aria-current={types === 'posts' ? 'page' : undefined}>
              Posts
            </Link>
            <Link href={address('/search/people')} aria-current={types === 'people' ? 'page' : undefined}>
              People
            </Link>
          </nav>
          {types === 'posts' ? <Posts key={query} query={query} /> : <People key={query} query={query} />}
        </>
      )}
    </Page>
  );
}

const nothing = (
  <Empty title="No results.">
    <p>Try fewer or other words. “Quotes” find a phrase, from:name finds posts of a person, and -word excludes a word.</p>
  </Empty>
);

/** The matched words by query and post; kept as the lists are, for going back. */
const marks = new Map<string, ReadonlySet<string>>();
const none: ReadonlySet<string> = new Set();
const mostMarked = 2_000;

function Posts({ query }: { query: string }): ReactNode {
  return (
    <MarksOf value={(postId) => marks.get(`${query} ${postId}`) ?? none}>
      <PostList
        name={`search ${query}`}
        load={async (page) => {
          const found = await client.api.searchPosts({ ...page, query });
          if (marks.size > mostMarked) marks.clear();
          for (const [at, node] of found?.nodes.entries() ?? [])
            if (node && 'id' in node) marks.set(`${query} ${node.id}`, markedWords(found?.edges[at]?.highlights ?? []));
          return found && { ...found, nodes: found.nodes.filter((node): node is PostFieldsFragment => node !== null && 'text' in node) };
        }}
        empty={nothing}
      />
    </MarksOf>
  );
}

function People({ query }: { query: string }): ReactNode {
  return (
    <PeopleList
      name={`search people ${query}`}
      load={async (page) => {
        const found = await client.api.searchPeople({ ...page, query });
        return found && { ...found, nodes: found.nodes.filter((node): node is Person => node !== null && 'username' in node) };
      }}
      empty={nothing}
      actions={(person, { change }) => <FollowButton isSmall user={person} onChange={change} />}
    />
  );
}

/** Trending tags, shown until there is a query. */
function Trends(): ReactNode {
  const { data: tags } = useLoaded('trends', async () => (await client.api.trendingHashtags({ first: 10 })) ?? []);
  if (tags === undefined) return null;
  if (tags.length === 0) return <Empty title="Search for posts, people and tags." />;
  return (
    <section className="settings-section" aria-labelledby="trends">
      <h2 id="trends">Trending today</h2>
      <ol className="trends">
        {tags.map(({ name, postCount }) => (
          <li key={name}>
            <Link href={`/tag/${encodeURIComponent(name)}`}>#{name}</Link>
            <span>{postCount === 1 ? '1 post' : `${postCount} posts`}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
