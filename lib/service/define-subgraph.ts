/** The definition of a subgraph; `startSubgraph` runs it. */
import type { Express } from 'express';
import type { Connection } from 'mongoose';
import type { z } from 'zod';
import type { buildSubgraphSchema } from '@apollo/subgraph';
import type { Identity } from '../auth/identity.ts';
import { commonSettings, databaseSettings } from '../config/config.ts';
import type { Crowd } from '../crowd/crowd.ts';
import type { Reactions } from '../events/reader.ts';
import type { Audience } from '../events/live.ts';
import type { Random } from '../db/ids.ts';
import type { Leases } from '../db/lease.ts';
import type { Migration } from '../db/preparation/migrations.ts';
import type { AnyJob } from '../jobs/job.ts';
import type { Logger } from '../observe/log.ts';
import type { Deps } from '../core/deps.ts';

type SchemaModule = Extract<Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number], { typeDefs: unknown }>;
export type ResolverMap = NonNullable<SchemaModule['resolvers']>;

/** The context of every resolver. A subgraph's own context adds its loaders. */
export interface BaseContext<SubgraphDeps> {
  deps: SubgraphDeps;
  identity: Identity;
  viewerId: string | null;
  requestId: string;
  /** Where the client's request came from, as far as the gateway knows. */
  client: { ip: string | null; userAgent: string | null };
  /** The viewers of an operation that is executed once for many; `identity` and `viewerId` then part them. */
  crowd?: Crowd;
}

/** Whether nobody is signed in. Unlike `viewerId` it does not part a crowd: everybody in one is signed in. */
export function isSignedOut(context: Pick<BaseContext<unknown>, 'crowd' | 'viewerId'>): boolean {
  return context.crowd === undefined && context.viewerId === null;
}

const baseShape = { ...commonSettings, ...databaseSettings };
export type BaseConfig = z.infer<z.ZodObject<typeof baseShape>>;
export type ConfigOf<Shape extends z.ZodRawShape> = BaseConfig & z.infer<z.ZodObject<Shape>>;

export interface SubgraphOptions<Models, Shape extends z.ZodRawShape, Extra extends object, Interest, Parts> {
  name: string;
  /** `new URL('schema.graphql', import.meta.url)`. */
  schema: URL;
  /** The generated resolver map. */
  resolvers: unknown;
  /** The settings it reads besides those that all read. */
  config: Shape;
  /** Its collections; absent in a subgraph that stores nothing, which then needs neither MongoDB nor Redis. */
  models?: (connection: Connection) => Models;
  /** Further parts that its rules need, such as adapters and processes. They are disposed of at shutdown, before the stores. */
  parts?: (base: PartsOptions<ConfigOf<Shape>>) => Parts & AsyncDisposable;
  /** Makes the loaders of a request, anew for each event of a subscription, each mutation and each mutation's answer. */
  context: (deps: Deps<Models, ConfigOf<Shape>, Parts>, viewerId: string | null) => Extra;
  /**
   * Makes the loaders of many viewers who are answered together. Without it they are answered one by one. A loader either
   * has the crowd agree, or depends on no viewer.
   */
  crowdContext?: (deps: Deps<Models, ConfigOf<Shape>, Parts>, crowd: Crowd) => NoInfer<Extra>;
  /** SDL that only other services may use; it is served, not composed. */
  serviceTypeDefs?: string;
  serviceResolvers?: unknown;
  /** Its reactions to events, by publisher. */
  reactions?: Reactions<Deps<Models, ConfigOf<Shape>, Parts>>;
  jobs?: readonly AnyJob[];
  /** For subgraphs with subscriptions: which of those who listen an event of its own log is for. */
  audience?: (deps: Deps<Models, ConfigOf<Shape>, Parts>, ...args: Parameters<Audience<Interest>>) => Promise<Set<Interest>>;
  /** Routes besides `/graphql` and `/health`. */
  routes?: (app: Express, deps: Deps<Models, ConfigOf<Shape>, Parts>) => void;
  /** What brings data of older versions up to this one, the oldest first. */
  migrations?: (deps: Deps<Models, ConfigOf<Shape>, Parts>) => Migration[];
  /** Starts what every worker runs besides jobs and reactions, such as leased work. The result is disposed of at shutdown. */
  background?: (deps: Deps<Models, ConfigOf<Shape>, Parts>, leases: Leases) => AsyncDisposable;
  /** Runs in every process once the stores are there; what it returns is disposed of at shutdown. */
  onStart?: (deps: Deps<Models, ConfigOf<Shape>, Parts>) => Promise<AsyncDisposable>;
}

/** The dependencies from which a subgraph's parts are made. */
export interface PartsOptions<Config> {
  config: Config;
  log: Logger;
  clock: () => Date;
  random: Random;
}

/** A defined subgraph, its own types forgotten outside. */
export interface Subgraph<SubgraphDeps = Deps> {
  name: string;
  schema: URL;
  resolvers: ResolverMap;
  configShape: z.ZodRawShape;
  models: ((connection: Connection) => unknown) | null;
  parts: ((base: PartsOptions<never>) => AsyncDisposable) | null;
  context: (deps: SubgraphDeps, viewerId: string | null) => object;
  crowdContext: ((deps: SubgraphDeps, crowd: Crowd) => object) | null;
  serviceTypeDefs: string | null;
  serviceResolvers: ResolverMap;
  reactions: Reactions<SubgraphDeps>;
  jobs: readonly AnyJob[];
  audience: ((deps: SubgraphDeps, ...args: Parameters<Audience<unknown>>) => Promise<Set<unknown>>) | null;
  routes: (app: Express, deps: SubgraphDeps) => void;
  migrations: (deps: SubgraphDeps) => Migration[];
  background: (deps: SubgraphDeps, leases: Leases) => AsyncDisposable;
  onStart: (deps: SubgraphDeps) => Promise<AsyncDisposable>;
}

const nothing: AsyncDisposable = { [Symbol.asyncDispose]: async () => undefined };

/**
 * Defines a subgraph.
 *
 * @throws When two jobs share a name, or one is named after another subgraph: each job has exactly one handler.
 */
export function defineSubgraph<Models, Shape extends z.ZodRawShape, Extra extends object, Interest, Parts = undefined>(
  options: SubgraphOptions<Models, Shape, Extra, Interest, Parts>,
): Subgraph<Deps<Models, ConfigOf<Shape>, Parts>> {
  const { name, jobs = [] } = options;
  const names = jobs.map((job) => job.name);
  for (const jobName of names) {
    if (!jobName.startsWith(`${name}.`)) throw new Error(`${name} cannot run ${jobName}.`);
    if (names.indexOf(jobName) !== names.lastIndexOf(jobName)) throw new Error(`${jobName} has more than one handler.`);
  }
  return {
    name,
    schema: options.schema,
    resolvers: options.resolvers as ResolverMap,
    configShape: { ...baseShape, ...options.config },
    models: options.models ?? null,
    parts: options.parts ?? null,
    context: options.context,
    crowdContext: options.crowdContext ?? null,
    serviceTypeDefs: options.serviceTypeDefs ?? null,
    serviceResolvers: (options.serviceResolvers ?? {}) as ResolverMap,
    reactions: options.reactions ?? {},
    jobs,
    audience: (options.audience as Subgraph<Deps<Models, ConfigOf<Shape>>>['audience'] | undefined) ?? null,
    routes: options.routes ?? (() => undefined),
    migrations: options.migrations ?? (() => []),
    background: options.background ?? (() => nothing),
    onStart: options.onStart ?? (async () => nothing),
  };
}
