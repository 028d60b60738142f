/** Refuses broken texts wherever a client can send one, before a resolver sees them. */
import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLArgument,
  type GraphQLFieldResolver,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { badInput } from '../core/errors.ts';
import { findFault } from '../text/find-fault.ts';

type Input = Pick<GraphQLArgument | GraphQLInputField, 'name' | 'type'>;
type Resolve = GraphQLFieldResolver<unknown, unknown>;

/** The scalars that a client writes as a text of its own; an id that is broken is the id of nothing. */
const texts: ReadonlySet<string> = new Set(['String', 'URL', 'EmailAddress']);

/**
 * Makes the fields of a served schema refuse texts that have control characters, lone surrogates or unbalanced changes of direction:
 * `BAD_USER_INPUT` names the argument. Queries between services are not checked.
 */
export function checkTexts(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const inputs = field.args.filter(({ type: input }) => takesText(input));
      if (field.name.startsWith('_') || inputs.length === 0) continue;
      const checked =
        (resolve: Resolve): Resolve =>
        (source, args: Record<string, unknown>, context, info) => {
          check(inputs, args, '');
          return resolve(source, args, context, info);
        };
      // A subscription's arguments are read once, when it begins.
      if (field.subscribe) field.subscribe = checked(field.subscribe);
      else field.resolve = checked(field.resolve ?? defaultFieldResolver);
    }
  }
}

function takesText(type: GraphQLInputType, above: readonly string[] = []): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return texts.has(named.name);
  const path = [...above, named.name];
  return !above.includes(named.name) && Object.values(named.getFields()).some((field) => takesText(field.type, path));
}

function check(inputs: readonly Input[], values: Record<string, unknown>, path: string): void {
  for (const { name, type } of inputs) checkValue(getNamedType(type), values[name], `${path}${name}`);
}

function checkValue(type: GraphQLNamedInputType, value: unknown, path: string): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkValue(type, item, `${path}.${index}`);
  } else if (isInputObjectType(type)) {
    check(Object.values(type.getFields()), value as Record<string, unknown>, `${path}.`);
  } else if (typeof value === 'string' && texts.has(type.name)) {
    const fault = findFault(value);
    if (fault !== null) throw badInput(path, fault);
  }
}
