/** The messages between a gateway and a subgraph over `/live`; PROTOCOL.md says what they mean. */
import { z } from 'zod';

export const hubProtocol = 'agora-live.1';
export const hubPath = '/live';
/** A hub that is asked for what it does not understand closes with this code. */
export const badMessageCode = 4400;
export const refusedCode = 4401;
/** The gateway takes less than it is sent: it joins again, after its last places. */
export const behindCode = 1013;
export const maxJoinsAtOnce = 1_000;

const number = z.number().int().nonnegative();
/** A place in the subgraph's log. */
export const placeSchema = z.object({ epoch: z.string(), seq: number });
export type Place = z.infer<typeof placeSchema>;

export const joinSchema = z.object({
  listener: number,
  group: number,
  /** The viewer's identity, signed for the group's operation. */
  identity: z.string(),
  /** The client's own cursor, which the subscription takes as `after`; null begins at the present. */
  after: z.string().nullable(),
  /** After a reconnection instead of `after`: the place up to which the listener has everything. */
  from: placeSchema.nullable(),
});
export type Join = z.infer<typeof joinSchema>;

export const gatewayMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), identity: z.string() }),
  z.object({
    type: z.literal('group'),
    group: number,
    query: z.string(),
    /** Without `after`. */
    variables: z.record(z.string(), z.unknown()),
    /** The name of the variable that takes `after`; null where the operation has none. */
    afterVariable: z.string().nullable(),
  }),
  z.object({ type: z.literal('join'), listeners: z.array(joinSchema).max(maxJoinsAtOnce) }),
  z.object({ type: z.literal('leave'), listeners: z.array(number), groups: z.array(number) }),
]);
export type GatewayMessage = z.infer<typeof gatewayMessageSchema>;

const errorsSchema = z.array(z.looseObject({ message: z.string(), extensions: z.record(z.string(), z.unknown()).optional() }));

export const hubAnswerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullable(),
  errors: errorsSchema.optional(),
  /** The listeners that it is for. */
  to: z.array(number).optional(),
  /** Instead of `to`: all that have joined the group but these. */
  except: z.array(number).optional(),
});
export type HubAnswer = z.infer<typeof hubAnswerSchema>;

export const hubMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** From this place on the group's events are for these listeners too. Null: what each gets is not of the log. */
  z.object({ type: z.literal('joined'), group: number, listeners: z.array(number), place: placeSchema.nullable() }),
  z.object({ type: z.literal('refused'), listener: number, errors: errorsSchema }),
  z.object({
    type: z.literal('event'),
    group: number,
    place: placeSchema.nullable(),
    /** When it happened, in milliseconds; null where it is not of the log. */
    atMs: z.number().nullable(),
    answers: z.array(hubAnswerSchema),
  }),
  /** There is no more to come for these listeners. */
  z.object({ type: z.literal('complete'), group: number, listeners: z.array(number) }),
]);
export type HubMessage = z.infer<typeof hubMessageSchema>;
