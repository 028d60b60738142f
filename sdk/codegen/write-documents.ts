/** Writes operations as constants: their text, and the properties that the client needs. */
import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  Kind,
  OperationTypeNode,
  print,
  stripIgnoredCharacters,
  typeFromAST,
  visit,
  type DefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** An operation of a document file. */
export interface ReadOperation {
  name: string;
  kind: OperationTypeNode;
  /** The sent text: the operation and its fragments. */
  text: string;
  fragments: FragmentDefinitionNode[];
  own: OperationDefinitionNode;
  /** Further properties of the document, as source text. */
  describes: string[];
  /** The description of its field in the schema; null where it has several fields. */
  description: string | null;
}

export interface ReadDocuments {
  fragments: FragmentDefinitionNode[];
  operations: ReadOperation[];
}

/** @throws Error for an operation without a name, or a subscription that hides its one field in a fragment. */
export function readDocuments(schema: GraphQLSchema, definitions: readonly DefinitionNode[]): ReadDocuments {
  const fragments = new Map(definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
  const operations = definitions.flatMap((own): ReadOperation[] => {
    if (own.kind !== Kind.OPERATION_DEFINITION) return [];
    const name = own.name?.value;
    if (name === undefined) throw new Error(`An operation has no name: ${print(own)}`);
    const used = usedFragments(own, fragments);
    const text = [own, ...used].map(compact).join('');
    return [
      { name, kind: own.operation, text, fragments: used, own, describes: describe(schema, own), description: descriptionOf(schema, own) },
    ];
  });
  return { fragments: [...fragments.values()], operations };
}

/** Writes the documents as TypeScript; the text of a shared fragment is written once. */
export function writeDocuments({ fragments, operations }: ReadDocuments): string {
  const constants = fragments.map((fragment) => `const ${constantOf(fragment)} = ${quote(fragment)};`);
  const exported = operations.map(({ name, kind, fragments: used, own, describes, description }) => {
    const text = [quote(own), ...used.map(constantOf)].join(' + ');
    const fields = [`kind: '${kind}'`, `text: ${text}`, ...describes];
    const comment = description === null ? '' : `/** ${description.replaceAll('*/', '* /').replaceAll(/\s*\n\s*/g, ' ')} */\n`;
    return `${comment}export const ${name}Document: ${typeOf(own, name)} = { ${fields.join(', ')} };`;
  });
  return [...constants, ...exported].join('\n\n');
}

function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}

function constantOf({ name }: FragmentDefinitionNode): string {
  return `${name.value}Text`;
}

function compact(definition: DefinitionNode): string {
  return stripIgnoredCharacters(print(definition));
}

function quote(definition: DefinitionNode): string {
  return `'${compact(definition).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function typeOf({ operation }: OperationDefinitionNode, name: string): string {
  const type = name.charAt(0).toUpperCase() + name.slice(1) + operation.charAt(0).toUpperCase() + operation.slice(1);
  return `TypedDocument<${type}, ${type}Variables>`;
}

/** The fragments that a definition uses, directly or through other fragments. */
function usedFragments(definition: DefinitionNode, all: Map<string, FragmentDefinitionNode>): FragmentDefinitionNode[] {
  const used = new Set<FragmentDefinitionNode>();
  const look = (inside: DefinitionNode): void => {
    visit(inside, {
      FragmentSpread: ({ name }) => {
        const fragment = all.get(name.value);
        if (!fragment || used.has(fragment)) return;
        used.add(fragment);
        look(fragment);
      },
    });
  };
  look(definition);
  return [...used];
}

function descriptionOf(schema: GraphQLSchema, { operation, selectionSet }: OperationDefinitionNode): string | null {
  const [field, ...others] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD || others.length > 0) return null;
  return schema.getRootType(operation)?.getFields()[field.name.value]?.description ?? null;
}

function describe(schema: GraphQLSchema, operation: OperationDefinitionNode): string[] {
  if (operation.operation === OperationTypeNode.MUTATION) return describeMutation(schema, operation);
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return describeSubscription(schema, operation);
  return [];
}

/** A mutation can be sent again when it takes a key, or when the schema calls all of its fields idempotent. */
function describeMutation(schema: GraphQLSchema, operation: OperationDefinitionNode): string[] {
  const keyed = operation.variableDefinitions?.find(({ type }) => {
    const input = getNamedType(typeFromAST(schema, type as never));
    return isInputObjectType(input) && 'idempotencyKey' in input.getFields();
  });
  const root = schema.getMutationType()?.getFields() ?? {};
  const fields = operation.selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? root[selection.name.value] : undefined,
  );
  return [
    ...(keyed && fields.length === 1 ? [`keyedBy: '${keyed.variable.name.value}'`] : []),
    ...(fields.every((field) => /\bidempotent\b/i.test(field?.description ?? '')) ? ['isIdempotent: true'] : []),
  ];
}

/** A subscription can resume when its `after` is a variable, and it selects the event's `cursor` under that name. */
function describeSubscription(schema: GraphQLSchema, operation: OperationDefinitionNode): string[] {
  const [field] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD) throw new Error(`A subscription selects its field itself: ${print(operation)}`);
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  const after = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (after?.kind !== Kind.VARIABLE || !definition || !asksForCursor(definition, field)) return [];
  return [`resumes: { after: '${after.name.value}', event: '${field.alias?.value ?? field.name.value}' }`];
}

function asksForCursor({ type }: GraphQLField<unknown, unknown>, { selectionSet }: FieldNode): boolean {
  const isUnion = !isObjectType(getNamedType(type));
  return (selectionSet?.selections ?? []).some(
    (selection) =>
      (selection.kind === Kind.FIELD && !selection.alias && selection.name.value === 'cursor') ||
      // Each member of a union has its own cursor.
      (isUnion && selection.kind !== Kind.FIELD),
  );
}
