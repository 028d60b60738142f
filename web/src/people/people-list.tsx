/** A list of people that loads page by page. */
import type { ReactNode } from 'react';
import type { UserPageFragment } from '@agora/sdk';
import { useList } from '../data/list.ts';
import type { Page } from '../data/page.ts';
import { LoadMore } from '../ui/load-more.tsx';
import { Loading, Problem } from '../ui/states.tsx';
import { PersonRow } from './person-row.tsx';

export type Person = NonNullable<UserPageFragment['nodes'][number]>;

export interface PeopleListProps {
  name: string;
  load: (page: { first: number; after: string | null }) => Promise<Page<Person>>;
  empty: ReactNode;
  /** The buttons of a row: `remove` removes the row, `change` updates the person. */
  actions: (person: Person, row: { remove: () => void; change: (changed: Partial<Person>) => void }) => ReactNode;
}

export function PeopleList({ name, load, empty, actions }: PeopleListProps): ReactNode {
  const { items, status, error, hasNext, loadMore, change } = useList<Person>(name, load);
  if (items.length === 0 && status === 'loading') return <Loading what="people" />;
  if (items.length === 0 && status === 'failed') return <Problem error={error} onRetry={loadMore} />;
  if (items.length === 0) return empty;
  return (
    <>
      <ul>
        {items.map((person) => (
          <PersonRow key={person.id} user={person}>
            {actions(person, {
              remove: () => change((people) => people.filter(({ id }) => id !== person.id)),
              change: (changed) => change((people) => people.map((one) => (one.id === person.id ? { ...one, ...changed } : one))),
            })}
          </PersonRow>
        ))}
      </ul>
      <LoadMore hasNext={hasNext} status={status === 'ready' ? 'idle' : status} error={error} onMore={loadMore} />
    </>
  );
}
