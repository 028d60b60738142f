/**
 * `POST /crowd`: the gateway asks once for many viewers.
 *
 * The body is `{ query, variables, viewers: [{ viewerId, role, inAnyBlock }] }`, signed by the gateway's own identity. The
 * answer is `{ answers: [{ data, errors?, viewers? }] }`: `viewers` are places in the list, and the one answer without
 * `viewers` is everybody else's. A subgraph without this address answers 404 and is asked for each viewer.
 */
import express, { type Express } from 'express';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { z } from 'zod';
import { hashBody, identityHeader } from '../auth/identity.ts';
import type { IdentityCheck } from '../auth/identity-check.ts';
import { forResponse } from '../core/asker.ts';
import { AppError } from '../core/errors.ts';
import { maxViewers } from './crowd.ts';
import { type CrowdAnswer, crowdViewerSchema, type ViewersExecutor } from './execute-for-viewers.ts';
import { createDocuments } from './documents.ts';

const maxBodyBytes = 5_000_000;

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
  viewers: z.array(crowdViewerSchema).min(1).max(maxViewers),
});

/** An answer as it travels: without `viewers` it is for all who are in no other. */
export type SentAnswer = Omit<CrowdAnswer, 'viewers'> & { viewers?: number[] };

export interface AnswerCrowdOptions {
  schema: GraphQLSchema;
  checkIdentity: IdentityCheck;
  execute: ViewersExecutor;
}

export function answerCrowd(app: Express, { schema, checkIdentity, execute }: AnswerCrowdOptions): void {
  const documents = createDocuments(schema);
  app.post(
    '/crowd',
    express.text({ limit: maxBodyBytes, type: 'application/json' }),
    (_request, response, next) => forResponse(response, next),
    async (request, response) => {
      const text = typeof request.body === 'string' ? request.body : '';
      try {
        const { service, requestId } = checkIdentity(request.get(identityHeader), hashBody(text));
        if (service === null) throw new AppError('UNAUTHENTICATED', 'Only services may ask this.');
        const { query, variables, viewers } = bodySchema.parse(JSON.parse(text));
        const document = documents.read(query, OperationTypeNode.QUERY);
        response.json({ answers: withoutLargest(await execute({ document, variables, viewers, requestId })) });
      } catch (error) {
        if (error instanceof AppError && error.code === 'UNAUTHENTICATED') {
          response.status(401).json({ errors: [{ message: error.message, extensions: { code: error.code } }] });
          return;
        }
        const isReadable = !(error instanceof GraphQLError || error instanceof z.ZodError || error instanceof SyntaxError);
        if (isReadable) throw error;
        const refusal = { message: 'The request is not readable.', extensions: { code: 'BAD_USER_INPUT' } };
        response.status(400).json({ errors: [refusal] });
      }
    },
  );
}

function withoutLargest(answers: CrowdAnswer[]): SentAnswer[] {
  const sizes = answers.map(({ viewers }) => viewers.length);
  const largest = sizes.indexOf(Math.max(...sizes));
  return answers.map(({ viewers, ...answer }, index) => (index === largest ? answer : { ...answer, viewers }));
}
