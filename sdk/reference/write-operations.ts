/** The page of an area's operations: each method of `client.api` with its variables and its answer. */
import {
  getNamedType,
  isInputObjectType,
  Kind,
  OperationTypeNode,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { cell, code, join, table } from './markdown.ts';
import { fieldText, typeText } from './type-text.ts';

/** An operation that is no method of `client.api`: `client.auth` sends it. */
const ofAuth = new Set(['register', 'login', 'refreshTokens', 'logout', 'logoutEverywhere']);

export function writeOperations(schema: GraphQLSchema, { definitions }: DocumentNode): string {
  const operations = definitions
    .filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
    .filter(({ name }) => !ofAuth.has(name?.value ?? ''));
  const groups = [
    ['Queries', OperationTypeNode.QUERY],
    ['Mutations', OperationTypeNode.MUTATION],
    ['Subscriptions', OperationTypeNode.SUBSCRIPTION],
  ] as const;
  return join(
    ...groups.map(([title, kind]) => {
      const inside = operations.filter(({ operation }) => operation === kind);
      return inside.length === 0 ? '' : join(`## ${title}`, ...inside.map((one) => writeOperation(schema, one)));
    }),
  );
}

function writeOperation(schema: GraphQLSchema, operation: OperationDefinitionNode): string {
  const name = operation.name?.value ?? '';
  const [field] = operation.selectionSet.selections;
  const definition = field?.kind === Kind.FIELD ? schema.getRootType(operation.operation)?.getFields()[field.name.value] : undefined;
  if (field?.kind !== Kind.FIELD || !definition) throw new Error(`The operation ${name} does not select one field.`);
  const given = argumentsOf(schema, operation);
  const isOptional = given.every(({ type }) => typeText(type).endsWith('| null'));
  const variables = given.map(({ variable, type }) => {
    const text = typeText(type);
    return text.endsWith(' | null') ? `${variable}?: ${text}` : `${variable}: ${text}`;
  });
  const asked = variables.length === 0 ? '' : `variables${isOptional ? '?' : ''}: { ${variables.join('; ')} }`;
  const answer = fieldText(schema, definition, field);
  const signature =
    operation.operation === OperationTypeNode.SUBSCRIPTION
      ? `client.subscribe(${name}Document, { ${variables.join('; ')} }): AsyncGenerator<{ ${field.name.value}: ${answer} }>`
      : `client.api.${name}(${asked}): Promise<${answer}>`;
  const rows = given.flatMap(({ variable, type, description }) => {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return [[code(variable), code(typeText(type)), cell(description)]];
    return inputRows(named, `${variable}.`);
  });
  return join(
    `### ${name}`,
    descriptionOf(definition, field),
    `\`\`\`ts\n${signature}\n\`\`\``,
    table(['variable', 'type', 'meaning'], rows),
  );
}

/** The rows of an input object's fields. @param prefix - Put before each name. */
export function inputRows(type: GraphQLInputObjectType, prefix = ''): string[][] {
  const fields = Object.values(type.getFields());
  return fields.map(({ name, type: fieldType, description }) => [
    code(`${prefix}${name}`),
    code(typeText(fieldType)),
    cell(description ?? ''),
  ]);
}

/** The description of an operation's field; where it selects one field only, such as `replies`, of that field. */
function descriptionOf({ type, description }: GraphQLField<unknown, unknown>, { selectionSet }: FieldNode): string {
  const [inner, ...others] = selectionSet?.selections ?? [];
  const named = getNamedType(type);
  const field = inner?.kind === Kind.FIELD && others.length === 0 && isObjectType(named) ? named.getFields()[inner.name.value] : undefined;
  return field?.description ?? description ?? '';
}

/** The variables with the arguments that they fill, which carry the types and descriptions. */
function argumentsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): { variable: string; type: GraphQLArgument['type']; description: string }[] {
  const found = new Map<string, GraphQLArgument>();
  const root = schema.getRootType(operation.operation);
  const look = (
    fields: Record<string, { args: readonly GraphQLArgument[]; type: GraphQLArgument['type'] }>,
    inside: typeof operation.selectionSet,
  ): void => {
    for (const selection of inside.selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const field = fields[selection.name.value];
      for (const { name, value } of selection.arguments ?? []) {
        const argument = field?.args.find((one) => one.name === name.value);
        if (value.kind === Kind.VARIABLE && argument) found.set(value.name.value, argument);
      }
      const type = field && getNamedType(field.type);
      if (selection.selectionSet && type && 'getFields' in type) look(type.getFields() as never, selection.selectionSet);
    }
  };
  look((root?.getFields() ?? {}) as never, operation.selectionSet);
  return (operation.variableDefinitions ?? []).map(({ variable: { name } }) => {
    const argument = found.get(name.value);
    if (!argument) throw new Error(`The variable ${name.value} of ${operation.name?.value} fills no argument of a selected field.`);
    return { variable: name.value, type: argument.type, description: argument.description ?? '' };
  });
}
