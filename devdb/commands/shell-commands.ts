// Answers what mongosh and other tools ask about the server: when they connect, and when somebody looks around.
import { cpus, hostname, release, totalmem, type } from 'node:os';
import { integerValue } from '../aggregate/arithmetic.ts';
import { type Document, documentOf, Double, type Value } from '../bson/values.ts';
import { CommandError, ErrorCode } from '../errors.ts';
import { booleanOption, type Command, type CommandContext } from './context.ts';
import { replicaSetName, serverVersion } from './server-commands.ts';

const parameters: Readonly<Record<string, Value>> = {
  featureCompatibilityVersion: documentOf({ version: serverVersion.replace(/\.\d+$/, '') }),
  enableTestCommands: true,
  transactionLifetimeLimitSeconds: 60,
};

/** There is no authentication: nobody is signed in. */
export const connectionStatus: Command = {
  options: ['showPrivileges'],
  run: (_context, body) =>
    documentOf({
      authInfo: documentOf({
        authenticatedUsers: [],
        authenticatedUserRoles: [],
        authenticatedUserPrivileges: booleanOption(body, 'showPrivileges', false) ? [] : undefined,
      }),
      ok: 1,
    }),
};

export const whatsmyuri: Command = { options: [], run: ({ client }) => documentOf({ you: client, ok: 1 }) };

/** The parameters that are asked for by their names, or all with '*'. */
export const getParameter: Command = {
  options: Object.keys(parameters),
  run(context, body) {
    requireAdmin(context, 'getParameter');
    const isAll = body.get('getParameter') === '*';
    const found = Object.entries(parameters).filter(([name]) => isAll || body.has(name));
    if (found.length === 0) throw new CommandError(ErrorCode.InvalidOptions, 'no option found to get');
    return documentOf({ ...Object.fromEntries(found), ok: 1 });
  },
};

/** There are no warnings at the start, and no other log is kept. */
export const getLog: Command = {
  options: [],
  run(context, body) {
    requireAdmin(context, 'getLog');
    const name = body.get('getLog');
    if (name === '*') return documentOf({ names: ['startupWarnings'], ok: 1 });
    if (name !== 'startupWarnings') throw new CommandError(ErrorCode.OperationFailed, `devdb keeps no log named: ${String(name)}`);
    return documentOf({ totalLinesWritten: 0, log: [], ok: 1 });
  },
};

export const getCmdLineOpts: Command = {
  options: [],
  run(context) {
    requireAdmin(context, 'getCmdLineOpts');
    const replication = documentOf({ replSetName: replicaSetName });
    return documentOf({ argv: ['devdb'], parsed: documentOf({ net: addressOf(context), replication }), ok: 1 });
  },
};

export const hostInfo: Command = {
  options: [],
  run(context) {
    requireAdmin(context, 'hostInfo');
    const system = documentOf({
      currentTime: new Date(),
      hostname: hostname(),
      memSizeMB: integerValue(Math.floor(totalmem() / 1_048_576)),
      numCores: cpus().length,
      cpuArch: process.arch,
    });
    return documentOf({ system, os: documentOf({ type: type(), name: process.platform, version: release() }), extra: new Map(), ok: 1 });
  },
};

/** The parts of MongoDB's answer that there is something to say about. */
export const serverStatus: Command = {
  options: [],
  run: (context) =>
    documentOf({
      host: context.address,
      version: serverVersion,
      process: 'devdb',
      pid: BigInt(process.pid),
      uptime: new Double(process.uptime()),
      uptimeMillis: BigInt(Math.floor(process.uptime() * 1000)),
      localTime: new Date(),
      transactions: documentOf({ currentOpen: BigInt(context.engine.transactions.size) }),
      storageEngine: documentOf({ name: 'devdb', persistent: true }),
      ok: 1,
    }),
};

/** One member, which is the primary. */
export const replSetGetStatus: Command = {
  options: [],
  run(context) {
    requireAdmin(context, 'replSetGetStatus');
    const member = documentOf({
      _id: 0,
      name: context.address,
      health: new Double(1),
      state: 1,
      stateStr: 'PRIMARY',
      uptime: Math.floor(process.uptime()),
      self: true,
    });
    return documentOf({ set: replicaSetName, date: new Date(), myState: 1, members: [member], ok: 1 });
  },
};

export const replSetGetConfig: Command = {
  options: [],
  run(context) {
    requireAdmin(context, 'replSetGetConfig');
    const members = [documentOf({ _id: 0, host: context.address })];
    return documentOf({ config: documentOf({ _id: replicaSetName, version: 1, members }), ok: 1 });
  },
};

/** There is no authentication: there are no users. */
export const usersInfo: Command = {
  options: ['showPrivileges', 'showCredentials', 'showCustomData', 'filter'],
  run: () => documentOf({ users: [], ok: 1 }),
};

function addressOf({ address }: CommandContext): Document {
  const [, bindIp = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
  return documentOf({ bindIp, port: Number(port) });
}

function requireAdmin({ database }: CommandContext, command: string): void {
  if (database !== 'admin') throw new CommandError(ErrorCode.Unauthorized, `${command} may only be run against the admin database.`);
}
