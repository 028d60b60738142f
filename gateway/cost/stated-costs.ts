/**
 * Reads the costs that the subgraphs' schemas state: how long a list can be, and which fields cost more than their
 * objects.
 */
import type { Schema } from '@apollo/federation-internals';
import { isInterfaceType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';

/** Directives and the argument that states something; a field keeps it under the argument's name. */
const statements = [
  ['listSize', 'assumedSize'],
  ['cost', 'weight'],
] as const;
type AnyField = GraphQLField<unknown, unknown>;

/** Hands `@listSize(assumedSize:)` and `@cost(weight:)` of the composed schema on to the fields that clients see. */
export function stateCosts(schema: GraphQLSchema, composed: Schema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const source = composed.type(type.name);
    if (!(isObjectType(type) || isInterfaceType(type)) || !(source?.kind === 'ObjectType' || source?.kind === 'InterfaceType')) continue;
    for (const field of Object.values(type.getFields())) {
      for (const [directive, argument] of statements) {
        const [applied] = source.field(field.name)?.appliedDirectivesOf(directive) ?? [];
        const value: unknown = applied?.arguments()[argument];
        if (typeof value === 'number') Object.assign(field.extensions, { [`agora.${argument}`]: value });
      }
    }
  }
}

/** The most items that a field's list can have; undefined where its schema does not say. */
export function listSizeOf(field: AnyField): number | undefined {
  return numberOf(field, 'assumedSize');
}

/** The cost of answering a field, in objects, on top of the objects that it returns. */
export function weightOf(field: AnyField): number {
  return numberOf(field, 'weight') ?? 0;
}

function numberOf(field: AnyField, argument: (typeof statements)[number][1]): number | undefined {
  const value = field.extensions[`agora.${argument}`];
  return typeof value === 'number' ? value : undefined;
}
