/** Two readers of calendar files that know nothing of Agora. */
import ICAL from 'ical.js';
import ical from 'node-ical';

/** When something takes place, in seconds. */
export interface Read {
  starts: number;
  ends: number | null;
}

/** More than any day of the time that is looked at. */
const mostTimes = 5_000;

/** What ical.js reads of each event of a file, by its UID: the occurrences that begin before a moment, in order. */
export function readByIcalJs(file: string, beforeMs: number): Map<string, Read[]> {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const entries = calendar.getAllSubcomponents('vevent');
  const isOverride = (entry: ICAL.Component): boolean => entry.hasProperty('recurrence-id');
  const before = beforeMs / 1_000;
  return new Map(
    entries
      .filter((entry) => !isOverride(entry))
      .map((entry) => {
        const uid = String(entry.getFirstPropertyValue('uid'));
        const exceptions = entries.filter((other) => isOverride(other) && other.getFirstPropertyValue('uid') === uid);
        const event = new ICAL.Event(entry, { strictExceptions: false, exceptions });
        const times: Read[] = [];
        const iterator = event.iterator();
        for (let next = iterator.next(), count = 0; next && count < mostTimes; next = iterator.next(), count += 1) {
          const { startDate, endDate } = event.getOccurrenceDetails(next);
          times.push({ starts: startDate.toUnixTime(), ends: endDate?.toUnixTime() ?? null });
          // An override may bring an occurrence forward by less than a day.
          if (next.toUnixTime() > before + 86_400) break;
        }
        return [uid, inOrder(times, before)] as const;
      }),
  );
}

/** The same by node-ical. */
export function readByNodeIcal(file: string, fromMs: number, beforeMs: number): Map<string, Read[]> {
  const read = new Map<string, Read[]>();
  for (const entry of Object.values(ical.sync.parseICS(file))) {
    if (entry?.type !== 'VEVENT') continue;
    const found = ical.expandRecurringEvent(entry, { from: new Date(fromMs), to: new Date(beforeMs), expandOngoing: false });
    const times = found.map(({ start, end }) => ({ starts: start.getTime() / 1_000, ends: end ? end.getTime() / 1_000 : null }));
    read.set(entry.uid, inOrder(times, beforeMs / 1_000));
  }
  return read;
}

function inOrder(times: Read[], before: number): Read[] {
  return times.filter(({ starts }) => starts < before).toSorted((one, other) => one.starts - other.starts);
}
