import type { Deps } from '#lib/core/deps.ts';
import type { BaseContext } from '#lib/service/define-subgraph.ts';
import type { UsersConfig } from './config.ts';
import type { Models } from './model.ts';

/** The dependencies of every rule of users. */
export type UsersDeps = Deps<Models, UsersConfig>;

/** The address and program of the client, as the gateway saw them; each null when unknown. */
export type Client = BaseContext<UsersDeps>['client'];
