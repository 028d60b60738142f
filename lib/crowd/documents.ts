import { type DocumentNode, getOperationAST, GraphQLError, type GraphQLSchema, type OperationTypeNode, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';

export interface Documents {
  /** Reads an operation of a kind. @throws GraphQLError for one that is not valid, or of another kind. */
  read: (query: string, kind: OperationTypeNode) => DocumentNode;
}

/** The operations that the gateway sends are few: each is read and validated once. */
export function createDocuments(schema: GraphQLSchema, max = 200): Documents {
  const known = new LRUCache<string, DocumentNode>({ max });
  return {
    read: (query, kind) => {
      const document = known.get(query) ?? parse(query);
      if (getOperationAST(document)?.operation !== kind) throw new GraphQLError(`This is no ${kind}.`);
      if (!known.has(query)) {
        const [invalid] = validate(schema, document);
        if (invalid) throw invalid;
        known.set(query, document);
      }
      return document;
    },
  };
}
