// What a driver asks about the server itself.
import { documentOf } from '../bson/values.ts';
import { arrayOption, type Command, type CommandContext } from './context.ts';
import { MAX_DOCUMENT_BYTES } from './writing/insert.ts';
import { MAX_MESSAGE_BYTES } from '../wire/frames.ts';

export const SET_NAME = 'devdb';
const MAX_WIRE_VERSION = 21;

const HELLO_OPTIONS = [
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
    setName: SET_NAME,
    setVersion: 1,
    secondary: false,
    hosts: [context.address],
    primary: context.address,
    me: context.address,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  });
}

export const hello: Command = { options: HELLO_OPTIONS, run: (context) => describe(context, 'isWritablePrimary') };
export const isMaster: Command = { options: HELLO_OPTIONS, run: (context) => describe(context, 'ismaster') };
export const ping: Command = { options: [], run: () => documentOf({ ok: 1 }) };

export const buildInfo: Command = {
  options: [],
  run: () => documentOf({ version: '7.0.0', versionArray: [7, 0, 0, 0], modules: ['devdb'], maxBsonObjectSize: MAX_DOCUMENT_BYTES, ok: 1 }),
};

export const endSessions: Command = {
  options: [],
  run(context, body) {
    for (const lsid of arrayOption(body, 'endSessions')) context.sessions.end(lsid);
    return documentOf({ ok: 1 });
  },
};
