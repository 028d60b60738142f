/** One subgraph asks another: the owner's endpoint, with this service's signed identity. */
import { z } from 'zod';
import { hashBody, identityHeader, signIdentity } from '../auth/identity.ts';
import type { Random } from '../db/ids.ts';
import { askerSignal } from '../core/asker.ts';
import { AppError } from '../core/errors.ts';

export interface Operation {
  query: string;
  variables?: Record<string, unknown>;
  /** How long it may take; 5 s when not given. */
  timeoutMs?: number;
}

/** Why a subgraph gave no answer that can be used: it has no address, is silent, refuses the operation, or answers in another shape. */
export type AskFailureKind = 'unknown' | 'silent' | 'refused' | 'misshapen';

/** A subgraph was asked and gave no answer that can be used. */
export class AskFailure extends AppError {
  readonly kind: AskFailureKind;

  constructor(kind: AskFailureKind, message: string) {
    super('SUBGRAPH_UNAVAILABLE', message);
    this.kind = kind;
  }
}

/**
 * Sends an operation to a subgraph as this service; `@inaccessible` fields are allowed.
 *
 * @returns The answer's `data`, in the given shape.
 * @throws AskFailure `SUBGRAPH_UNAVAILABLE` when the subgraph is unknown, does not answer in time, answers an error or another shape.
 */
export type Ask = <Data>(subgraph: string, operation: Operation, shape: z.ZodType<Data>) => Promise<Data>;

const defaultTimeoutMs = 5_000;
const answerSchema = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });

export interface AskOptions {
  service: string;
  secret: string;
  /** Addresses of the subgraphs by name. */
  subgraphs: Readonly<Record<string, string>>;
  clock: () => Date;
  random: Random;
}

export function createAsk({ service, secret, subgraphs, clock, random }: AskOptions): Ask {
  return async (subgraph, { timeoutMs = defaultTimeoutMs, ...operation }, shape) => {
    const failure = (kind: AskFailureKind, why: string): AskFailure => new AskFailure(kind, `${subgraph} ${why}.`);
    const url = subgraphs[subgraph];
    if (url === undefined) throw failure('unknown', 'has no address');
    const body = JSON.stringify(operation);
    const identity = {
      service,
      viewerId: null,
      role: 'MEMBER',
      sessionId: null,
      requestId: Buffer.from(random(12)).toString('base64url'),
      inAnyBlock: true,
    } as const;
    const seal = { secret, audience: subgraph, bodyHash: hashBody(body), now: clock() };
    const asker = askerSignal();
    let answer: z.infer<typeof answerSchema>;
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [identityHeader]: signIdentity(identity, seal) },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(asker ? [asker] : [])]),
      });
      answer = answerSchema.parse(await response.json());
    } catch (error) {
      throw Object.assign(failure('silent', 'does not answer'), { cause: error });
    }
    const [firstError] = answer.errors ?? [];
    if (firstError) throw failure('refused', `answers an error: ${firstError.message}`);
    const data = shape.safeParse(answer.data);
    if (!data.success) throw failure('misshapen', 'answers in another shape');
    return data.data;
  };
}
