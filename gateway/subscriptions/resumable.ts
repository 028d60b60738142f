/**
 * Makes a subscription one that this gateway can resume by itself: where its field takes `after` and its event has a
 * `cursor`, the cursor is asked for under a name of ours and `after` becomes a variable of ours.
 */
import {
  getOperationAST,
  isObjectType,
  Kind,
  getNamedType,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

const cursorKey = 'agora_cursor';
const afterVariable = 'agora_after';

export interface Resumable {
  document: DocumentNode;
  /** The variable that takes the cursor in `document`. */
  afterVariable: string;
  /** The variable in which the client gave a cursor, if any. */
  givenName: string | null;
  /** The cursor that the client gave, if any. */
  after: (variables: Record<string, unknown>) => string | null;
  /** The variables with which the subscription goes on after a cursor. */
  variablesAfter: (variables: Record<string, unknown>, cursor: string | null) => Record<string, unknown>;
  /** The cursor of an event as the subgraph sent it. */
  cursorOf: (data: unknown) => string | null;
}

/**
 * @param document - As it is planned: one operation whose variables have names of ours.
 * @returns Null for a subscription without a cursor: what happens while its subgraph is away is not made up for.
 */
export function makeResumable(schema: GraphQLSchema, document: DocumentNode): Resumable | null {
  const operation = getOperationAST(document);
  // All of them are one field of the answer: validation lets no other through.
  const fields = operation ? rootFields(document, operation.selectionSet) : [];
  const [field] = fields;
  const declared = field && schema.getSubscriptionType()?.getFields()[field.name.value];
  if (!operation || !declared) return null;
  const event = getNamedType(declared.type);
  const takesAfter = declared.args.some(({ name }) => name === 'after');
  if (!takesAfter || !isObjectType(event) || !event.getFields()['cursor']) return null;

  const given = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  const resumed = fields.map(
    (each): FieldNode => ({
      ...each,
      arguments: [
        ...(each.arguments ?? []).filter(({ name }) => name.value !== 'after'),
        { kind: Kind.ARGUMENT, name: name('after'), value: { kind: Kind.VARIABLE, name: name(afterVariable) } },
      ],
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: [{ kind: Kind.FIELD, alias: name(cursorKey), name: name('cursor') }, ...(each.selectionSet?.selections ?? [])],
      },
    }),
  );
  const changed: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: name(afterVariable) },
        type: { kind: Kind.NAMED_TYPE, name: name('String') },
      },
    ],
    selectionSet: { ...operation.selectionSet, selections: resumed },
  };
  const eventKey = field.alias?.value ?? field.name.value;
  return {
    document: { ...document, definitions: document.definitions.map((definition) => (definition === operation ? changed : definition)) },
    afterVariable,
    givenName: given?.kind === Kind.VARIABLE ? given.name.value : null,
    after: (variables) => {
      if (given?.kind === Kind.STRING) return given.value;
      if (given?.kind !== Kind.VARIABLE) return null;
      const variable = given.name.value;
      const fallback = operation.variableDefinitions?.find((definition) => definition.variable.name.value === variable)?.defaultValue;
      const value = variable in variables ? variables[variable] : fallback?.kind === Kind.STRING ? fallback.value : null;
      return typeof value === 'string' ? value : null;
    },
    variablesAfter: (variables, cursor) => ({ ...variables, [afterVariable]: cursor }),
    cursorOf: (data) => {
      const event = (data as Record<string, Record<string, unknown> | null> | null | undefined)?.[eventKey];
      const cursor = event?.[cursorKey];
      return typeof cursor === 'string' ? cursor : null;
    },
  };
}

function name(value: string): { kind: typeof Kind.NAME; value: string } {
  return { kind: Kind.NAME, value };
}

/** The fields of a subscription, wherever fragments put them. */
function rootFields(document: DocumentNode, { selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(document, selection.selectionSet);
    const fragment = document.definitions.find(
      (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootFields(document, fragment.selectionSet) : [];
  });
}
