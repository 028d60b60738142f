/** The demo's articles and events. The librarian writes them, and the others go. */

export const demoEditor = 'amara';

interface DemoArticle {
  key: string;
  title: string;
  description: string;
  body: string;
  tags: string[];
  likedBy: string[];
}

export const demoArticles: DemoArticle[] = [
  {
    key: 'night-line',
    title: 'The night train returns to the northern line',
    description: 'From spring on there are three departures a week, with bunks and a breakfast car.',
    body: `The operator has signed for **three departures a week**, from the first Friday in spring.

| from the square | to the coast |
|---|---|
| 22:10 | 06:35 |

> I have waited nine years for this timetable, says the station's clockmaker.

Tickets are sold at the counter and [online](https://example.com/night-train).`,
    tags: ['trains', 'town'],
    likedBy: ['mira', 'leo'],
  },
  {
    key: 'late-library',
    title: 'The library stays open on Thursdays',
    description: 'Until nine, with tea.',
    body: `Readers asked, and the council said yes: on Thursdays the reading room is open **until nine**.

1. Returns are taken until closing time.
2. The children's room closes at seven.
3. Tea is free. Bring a cup.`,
    tags: ['library', 'town'],
    likedBy: ['mira', 'tomas', 'yuki'],
  },
];

interface DemoEvent {
  key: string;
  title: string;
  description: string;
  body: string;
  /** How many days from today it begins, and at which hour in UTC. */
  inDays: number;
  hour: number;
  hours: number;
  timeZone: string;
  recurrence?: string;
  place: { name: string; address: string; latitude: number; longitude: number };
  tags: string[];
  capacity?: number;
  goers: string[];
}

const square = { name: 'Market square', address: 'In the middle of town', latitude: 52.5163, longitude: 13.3777 };
const library = { name: 'Neighbourhood library', address: 'Lane 4', latitude: 52.5201, longitude: 13.4049 };

export const demoEvents: DemoEvent[] = [
  {
    ...{ key: 'market', title: 'Weekly market', description: 'Bread, cheese, and what the gardens give.', tags: ['market', 'town'] },
    ...{ body: 'Come *early* for the rye.', inDays: 2, hour: 7, hours: 5, timeZone: 'Europe/Berlin', recurrence: 'FREQ=WEEKLY' },
    ...{ place: square, goers: ['mira', 'tomas'] },
  },
  {
    ...{ key: 'repair', title: 'Repair café', description: 'Bring what no longer works.', tags: ['repair'] },
    ...{ body: 'Radios, lamps, trousers. **Two seats** at the bench.', inDays: 6, hour: 16, hours: 3, timeZone: 'Europe/Berlin' },
    ...{ place: library, capacity: 2, goers: ['leo', 'mira', 'yuki'] },
  },
  {
    ...{ key: 'reading', title: 'Reading by the window', description: 'One chapter, then tea.', tags: ['library', 'books'] },
    ...{ body: 'This month: letters from the coast.', inDays: 9, hour: 18, hours: 2, timeZone: 'Europe/Berlin' },
    ...{ recurrence: 'FREQ=MONTHLY;COUNT=12', place: library, goers: ['amara', 'yuki'] },
  },
];
