/** Checks variables before anything runs, and names the argument at fault as the client wrote it, but never the value. */
import {
  coerceInputValue,
  GraphQLError,
  isInputType,
  isNonNullType,
  typeFromAST,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { argumentPath } from '../cost/argument-path.ts';
import { checkNulls } from './check-nulls.ts';

const maxErrors = 10;

/** Variables without a fault, and for which operation: they are checked for their cost first, and then to be executed. */
const faultless = new WeakMap<object, { schema: GraphQLSchema; operation: OperationDefinitionNode }>();

/** @returns An error for each value at fault, `BAD_USER_INPUT` with its field. */
export function checkVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): GraphQLError[] {
  const known = faultless.get(variables);
  if (known?.operation === operation && known.schema === schema) return [];
  const errors = findFaults(schema, document, operation, variables);
  if (errors.length === 0) faultless.set(variables, { schema, operation });
  return errors;
}

function findFaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): GraphQLError[] {
  const errors: GraphQLError[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const refuse = (path: readonly (string | number)[], reason: string): void => {
      if (errors.length >= maxErrors) return;
      const field = [argumentOf(document, definition), ...path].join('.');
      errors.push(
        new GraphQLError(`${field}: ${reason}`, {
          nodes: definition,
          extensions: { code: 'BAD_USER_INPUT', field, http: { status: 400 } },
        }),
      );
    };
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) continue;
    const value = Object.hasOwn(variables, definition.variable.name.value) ? variables[definition.variable.name.value] : undefined;
    if (value === undefined) {
      if (isNonNullType(type) && !definition.defaultValue) refuse([], 'A value is required.');
      continue;
    }
    coerceInputValue(value, type, (path, _value, { message }) => {
      const [, member] = /^Field "(\w+)" (?:of required type|is not defined)/.exec(message) ?? [];
      refuse(member === undefined ? path : [...path, member], withoutValue(message));
    });
  }
  return [...errors, ...checkNulls({ schema, document, operation, variables })].slice(0, maxErrors);
}

/** Removes the value from a message of GraphQL: it may be a password. */
export function withoutValue(message: string): string {
  return message
    .replace(/^((?:Enum )?"?\w+"? cannot represent [^:]*): .*$/s, '$1.')
    .replace(/^(Expected (?:value of )?type "[^"]+"), found .*$/s, '$1.');
}

/** The path of the argument that a variable stands for: `input`, or `input.text` when it is used inside of an object. */
function argumentOf(document: DocumentNode, { variable }: VariableDefinitionNode): string {
  let found: string | undefined;
  visit(document, {
    Variable: (node, _key, parent, _path, ancestors) => {
      if (node.name.value === variable.name.value) found ??= argumentPath([...ancestors, parent ?? []]);
    },
  });
  return found ?? variable.name.value;
}
