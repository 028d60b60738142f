/** A client of the public API made of fetch and graphql-ws only. */
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
  data: any;
  errors: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; field?: string; retryAfter?: number; currentRevision?: number; requestId: string };
  }[];
}

export interface Person {
  id: string;
  username: string;
  password: string;
  sessionId: string;
  accessToken: string;
  refreshToken: string;
}

/** A file as a client has it. */
export interface Uploaded {
  bytes: Uint8Array;
  name?: string;
  type?: string;
  altText?: string;
}

export type SignedIn = Pick<Person, 'accessToken'>;

export interface Client {
  /** The gateway's `/graphql`. */
  url: string;
  /** Sends an operation, with the session of a person where given. */
  ask: (query: string, variables?: object, as?: SignedIn) => Promise<Answer>;
  /** Uploads a file with the session of a person. @returns The media with the selected fields. */
  upload: (file: Uploaded, as?: SignedIn, fields?: string) => Promise<Answer>;
  /** Creates an account, with a unique name where none is given. */
  register: (username?: string) => Promise<Person>;
  /** Events as they come, each with its answer; ends when aborted. */
  subscribe: (query: string, variables: object, as: SignedIn | undefined, signal: AbortSignal) => AsyncGenerator<Answer>;
}

export const testPassword = 'correct horse battery staple';

const registerMutation = /* GraphQL */ `
  mutation ($input: RegisterInput!) {
    register(input: $input) { viewer { user { id } sessions { id } } tokens { accessToken refreshToken } }
  }
`;

/** @param base - The gateway's address, without a path. */
export function createApiClient(base: string): Client {
  const url = `${base}/graphql`;
  let registered = 0;
  const ask: Client['ask'] = async (query, variables = {}, as) => await post(url, query, variables, as);
  return {
    url,
    ask,
    register: async (username = `person_${++registered}_${Date.now().toString(36)}`) => {
      const input = { username, email: `${username}@example.org`, password: testPassword };
      const { data, errors } = await ask(registerMutation, { input });
      if (!data) throw new Error(JSON.stringify(errors));
      const { viewer, tokens } = data.register;
      return { id: viewer.user.id, username, password: testPassword, sessionId: viewer.sessions[0].id, ...tokens };
    },
    upload: async (file, as, fields = 'id status') => await upload(url, file, as, fields),
    subscribe: (query, variables, as, signal) => subscribe(url, { query, variables: { ...variables } }, as, signal),
  };
}

async function post(url: string, query: string, variables: object, as?: SignedIn): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(as && { authorization: `Bearer ${as.accessToken}` }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
  return { data, errors };
}

async function upload(
  url: string,
  { bytes, name = 'file', type = '', altText }: Uploaded,
  as: SignedIn | undefined,
  fields: string,
): Promise<Answer> {
  const form = new FormData();
  const query = `mutation ($file: Upload!, $altText: String) { uploadMedia(file: $file, altText: $altText) { ${fields} } }`;
  form.append('operations', JSON.stringify({ query, variables: { file: null, altText } }));
  form.append('map', JSON.stringify({ 0: ['variables.file'] }));
  form.append('0', new Blob([bytes], { type }), name);
  const headers = { 'apollo-require-preflight': 'true', ...(as && { authorization: `Bearer ${as.accessToken}` }) };
  const response = await fetch(url, { method: 'POST', headers, body: form });
  const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
  return { data, errors };
}

async function* subscribe(
  url: string,
  payload: { query: string; variables: Record<string, unknown> },
  as: SignedIn | undefined,
  signal: AbortSignal,
): AsyncGenerator<Answer> {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: as ? { authorization: `Bearer ${as.accessToken}` } : {},
    retryAttempts: 0,
  });
  const events = client.iterate(payload);
  signal.addEventListener('abort', () => void events.return?.(undefined), { once: true });
  try {
    for await (const { data = null, errors = [] } of events) yield { data, errors } as unknown as Answer;
  } finally {
    await client.dispose();
  }
}
