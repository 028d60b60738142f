import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Client, SignedIn } from '../clients/client.ts';

export interface Hearing {
  query: string;
  variables: object;
  /** The id of an event's subject. */
  idOf: (data: Answer['data']) => string | undefined;
  /** Does what may or may not be heard. @returns What its event is about. */
  act: () => Promise<string>;
  /**
   * Does something that every listener hears. It repeats until one does; by then the listener would have heard `act`
   * too.
   */
  actWitnessed?: () => Promise<string>;
  /** Whether the subscription resumes from a cursor, so that it also gives events from before it began. */
  resumes?: boolean;
}

const againMs = 250;
const pollMs = 10;
const withinMs = 20_000;

/** Listens by a subscription. @returns `yes`, `nothing`, or the code of its refusal. */
export async function hear(client: Client, viewer: SignedIn | undefined, hearing: Hearing): Promise<string> {
  const { query, variables, idOf, act, actWitnessed, resumes = false } = hearing;
  const heard: (string | undefined)[] = [];
  const ending = new AbortController();
  let refusal: string | null = null;
  const listening = (async () => {
    for await (const { data, errors } of client.subscribe(query, variables, viewer, ending.signal)) {
      if (errors[0]) refusal = errors[0].extensions.code;
      else heard.push(idOf(data));
    }
  })().catch((error: unknown) => {
    const [first] = Array.isArray(error) ? (error as { extensions?: { code?: string } }[]) : [];
    if (!ending.signal.aborted) refusal = first?.extensions?.code ?? String(error);
  });
  const deadline = performance.now() + withinMs;
  const until = async (isEnough: () => boolean, again: () => Promise<unknown>): Promise<void> => {
    while (refusal === null && !isEnough()) {
      if (performance.now() > deadline) throw new Error(`Nothing is heard by ${query}.`);
      await again();
      for (const againAtMs = performance.now() + againMs; performance.now() < againAtMs; await delay(pollMs))
        if (refusal !== null || isEnough()) break;
    }
  };
  const witnessed = new Set<string>();
  const witness = async (): Promise<void> => {
    if (actWitnessed) witnessed.add(await actWitnessed());
  };
  // The first event shows that the subscription has begun.
  await until(() => heard.length > 0 || resumes || !actWitnessed, witness);
  const before = heard.length;
  const id = refusal === null ? await act() : null;
  // Earlier witnessed acts may still be on their way. Only an act from here on proves that the event of `act` would
  // have arrived.
  witnessed.clear();
  await until(
    () => (actWitnessed ? heard.slice(before).some((one) => one !== undefined && one !== id && witnessed.has(one)) : heard.length > 0),
    witness,
  );
  ending.abort();
  await listening;
  return refusal ?? (id !== null && heard.includes(id) ? 'yes' : 'nothing');
}
