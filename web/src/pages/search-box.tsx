/** The search field. While typing, it suggests people and tags that start with the text. */
import { Hash, Search } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { SuggestQuery } from '@agora/sdk';
import { client } from '../client.ts';
import { goTo } from '../routing/place.ts';
import { Avatar } from '../ui/avatar.tsx';

type Suggestion = NonNullable<NonNullable<SuggestQuery['suggest']>[number]>;

const shownSuggestions = 6;
const afterMs = 120;
/** No name or tag is longer. */
const maxPrefix = 60;

export function SearchBox({ query, onSearch }: { query: string; onSearch: (query: string) => void }): ReactNode {
  const listId = useId();
  const [text, setText] = useState(query);
  const [isOpen, open] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useSuggestions(isOpen ? text.trim() : '');
  const isShown = isOpen && found.length > 0;
  const change = (next: string): void => {
    setText(next);
    open(true);
    setActive(-1);
  };
  const choose = (suggestion: Suggestion): void => {
    open(false);
    goTo(pathOf(suggestion));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active === -1 ? found.length - 1 : active - 1 };
    const step = steps[event.key];
    const chosen = found[active];
    if (!isShown) return;
    if (step !== undefined) setActive(step >= found.length ? -1 : step);
    else if (event.key === 'Escape') open(false);
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <search>
      <form
        className="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          open(false);
          onSearch(text);
        }}
        onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && open(false)}
      >
        <Search aria-hidden />
        <div className="search-field">
          <input
            name="q"
            type="search"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isShown}
            aria-controls={listId}
            aria-activedescendant={isShown && active >= 0 ? `${listId}-${active}` : undefined}
            aria-label="Search"
            value={text}
            placeholder="Words, #tags, @names"
            autoComplete="off"
            maxLength={1_000}
            onChange={({ target }) => change(target.value)}
            onKeyDown={onKeyDown}
          />
          <div className="suggestions" id={listId} role="listbox" aria-label="Suggestions" hidden={!isShown}>
            {found.map((suggestion, index) => (
              <button
                key={pathOf(suggestion)}
                id={`${listId}-${index}`}
                type="button"
                role="option"
                aria-selected={index === active}
                tabIndex={-1}
                className="suggestion"
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(suggestion)}
              >
                <SuggestionText suggestion={suggestion} />
              </button>
            ))}
          </div>
        </div>
        <button type="submit" className="button small primary">
          Search
        </button>
      </form>
    </search>
  );
}

function SuggestionText({ suggestion }: { suggestion: Suggestion }): ReactNode {
  if ('username' in suggestion) {
    return (
      <>
        <Avatar user={suggestion} size={32} /> <b dir="auto">{suggestion.displayName}</b> <span>@{suggestion.username}</span>
      </>
    );
  }
  if (!('name' in suggestion)) return null;
  return (
    <>
      <Hash aria-hidden /> <b>{suggestion.name}</b> <span>{suggestion.postCount === 1 ? '1 post' : `${suggestion.postCount} posts`}</span>
    </>
  );
}

function pathOf(suggestion: Suggestion): string {
  if ('username' in suggestion) return `/@${suggestion.username}`;
  return 'name' in suggestion ? `/tag/${encodeURIComponent(suggestion.name)}` : '/search';
}

/** Suggestions for a prefix, requested after a short pause; the previous ones stay until then. */
function useSuggestions(prefix: string): readonly Suggestion[] {
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const isAsked = prefix !== '' && prefix.length <= maxPrefix;
  useEffect(() => {
    if (!isAsked) return;
    const ending = new AbortController();
    const timer = setTimeout(() => {
      client.api.suggest({ prefix, first: shownSuggestions }, { signal: ending.signal }).then(
        (all) => !ending.signal.aborted && setFound((all ?? []).filter((one) => one !== null)),
        // Searching works without suggestions.
        () => !ending.signal.aborted && setFound([]),
      );
    }, afterMs);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [prefix, isAsked]);
  return isAsked ? found : [];
}
