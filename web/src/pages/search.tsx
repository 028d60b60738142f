/** Finds posts and people; what is looked for is in the address, so that it can be kept and shared. */
import { Search } from 'lucide-react';
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
import { Empty } from '../ui/states.tsx';

export function SearchPage({ types }: { types: 'posts' | 'people' }): ReactNode {
  const query = (new URLSearchParams(usePlace().search).get('q') ?? '').trim();
  const address = (path: string): string => `${path}?q=${encodeURIComponent(query)}`;
  return (
    <Page title="Search">
      <search>
        <form
          className="search-form"
          onSubmit={(event) => {
            event.preventDefault();
            const wanted = new FormData(event.currentTarget).get('q');
            goTo(`${location.pathname}?q=${encodeURIComponent(typeof wanted === 'string' ? wanted : '')}`);
          }}
        >
          <Search aria-hidden />
          {/* Another search is another text. */}
          <input
            key={query}
            name="q"
            type="search"
            defaultValue={query}
            placeholder="Words, #tags, @names"
            aria-label="What are you looking for?"
            autoComplete="off"
            maxLength={1_000}
          />
          <button type="submit" className="button small primary">
            Search
          </button>
        </form>
      </search>
      {query === '' ? (
        <Trends />
      ) : (
        <>
          <nav className="tabs" aria-label="What to find">
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
  <Empty title="Nothing found.">
    <p>Try fewer or other words. “In quotes” finds a phrase, from:name what somebody wrote, -word leaves out.</p>
  </Empty>
);

function Posts({ query }: { query: string }): ReactNode {
  return (
    <PostList
      name={`search ${query}`}
      load={async (page) => {
        const found = await client.api.searchPosts({ ...page, query });
        return found && { ...found, nodes: found.nodes.filter((node): node is PostFieldsFragment => node !== null && 'text' in node) };
      }}
      empty={nothing}
    />
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

/** What many talk about, until somebody looks for something. */
function Trends(): ReactNode {
  const { data: tags } = useLoaded('trends', async () => (await client.api.trendingHashtags({ first: 10 })) ?? []);
  if (tags === undefined) return null;
  if (tags.length === 0) return <Empty title="What are you looking for?" />;
  return (
    <section className="settings-part" aria-labelledby="trends">
      <h2 id="trends">Talked about today</h2>
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
