import { auditServer } from 'graphql-http';
import { expect, it } from 'vitest';
import { startSmallSupergraph } from '#test/harness/small-supergraph.ts';

it('passes the audits of GraphQL over HTTP without an error', async () => {
  await using world = await startSmallSupergraph();
  const results = await auditServer({ url: `${world.gateway.url}/graphql` });
  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ status }) => status === 'error').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
});
