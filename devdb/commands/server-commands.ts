// Answers a driver's questions about the server itself.
import { documentOf } from '../bson/values.ts';
import { badValue, CommandError, ErrorCode } from '../errors.ts';
import { arrayOption, type Command, type CommandContext, documentOption } from './context.ts';
import { maxDocumentBytes } from './writing/insert.ts';
import { maxMessageBytes } from '../wire/frames.ts';

export const replicaSetName = 'devdb';
/** Of the version whose subset is served: 8.0. */
const maxWireVersion = 25;

const helloOptions = [
  'helloOk',
  'client',
  'compression',
  'loadBalanced',
  'hostInfo',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'topologyVersion',
  'maxAwaitTimeMS',
  'backpressure',
];

function describe(context: CommandContext, primaryField: 'isWritablePrimary' | 'ismaster') {
  return documentOf({
    helloOk: true,
    [primaryField]: true,
    setName: replicaSetName,
    setVersion: 1,
    secondary: false,
    hosts: [context.address],
    primary: context.address,
    me: context.address,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
    ok: 1,
  });
}

export const hello: Command = { options: helloOptions, run: (context) => describe(context, 'isWritablePrimary') };
export const isMaster: Command = { options: helloOptions, run: (context) => describe(context, 'ismaster') };
export const ping: Command = { options: [], run: () => documentOf({ ok: 1 }) };

export const serverVersion = '8.0.0';

export const buildInfo: Command = {
  options: [],
  run: () =>
    documentOf({
      version: serverVersion,
      gitVersion: 'devdb',
      versionArray: [8, 0, 0, 0],
      modules: ['devdb'],
      storageEngines: ['devdb'],
      bits: 64,
      debug: false,
      maxBsonObjectSize: maxDocumentBytes,
      ok: 1,
    }),
};

export const endSessions: Command = {
  options: [],
  run(context, body) {
    for (const lsid of arrayOption(body, 'endSessions')) context.sessions.end(lsid);
    return documentOf({ ok: 1 });
  },
};

export const configureFailPoint: Command = {
  options: ['mode', 'data'],
  run(context, body) {
    if (context.database !== 'admin')
      throw new CommandError(ErrorCode.Unauthorized, 'configureFailPoint may only be run against the admin database.');
    const name = body.get('configureFailPoint');
    if (typeof name !== 'string') throw badValue('configureFailPoint needs the name of a fail point');
    return documentOf({ count: context.failPoints.configure(name, body.get('mode'), documentOption(body, 'data')), ok: 1 });
  },
};
