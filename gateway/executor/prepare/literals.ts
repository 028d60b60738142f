/**
 * Replaces the values that are written in a document by variables, so that documents that differ only in values share a
 * plan.
 */
import {
  getNullableType,
  parseType,
  isEnumType,
  isInputObjectType,
  isListType,
  Kind,
  type GraphQLInputType,
  type ListValueNode,
  type ObjectValueNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';

export interface Literals {
  /** @returns The value with variables in place of what could be taken out of it. */
  take: (value: ValueNode, type: GraphQLInputType) => ValueNode;
  /** Declares the variables. */
  definitions: () => VariableDefinitionNode[];
  values: Readonly<Record<string, unknown>>;
}

/** @param nameOf - The name of the variable with a number; no other has it. */
export function createLiterals(nameOf: (index: number) => string): Literals {
  const values: Record<string, unknown> = {};
  // The same value is one variable: fields with the same arguments stay the same.
  const taken = new Map<string, VariableDefinitionNode>();

  const variableOf = (value: unknown, type: GraphQLInputType): ValueNode => {
    const key = `${String(type)} ${JSON.stringify(value)}`;
    const known = taken.get(key);
    if (known) return known.variable;
    const name = nameOf(taken.size);
    values[name] = value;
    const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
    taken.set(key, { kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(String(type), { noLocation: true }) });
    return variable;
  };

  const take = (value: ValueNode, type: GraphQLInputType): ValueNode => {
    if (value.kind === Kind.VARIABLE || value.kind === Kind.NULL) return value;
    const whole = valueOf(value, type);
    if (whole !== undefined) return variableOf(whole, type);
    // With variables in it: what is around them is taken.
    const nullable = getNullableType(type);
    if (value.kind === Kind.LIST && isListType(nullable)) return takeItems(value, nullable.ofType);
    if (value.kind === Kind.OBJECT && isInputObjectType(nullable)) {
      const fields = nullable.getFields();
      return takeFields(value, (name) => fields[name]?.type);
    }
    return value;
  };
  const takeItems = (list: ListValueNode, type: GraphQLInputType): ListValueNode => ({
    ...list,
    values: list.values.map((item) => take(item, type)),
  });
  const takeFields = (object: ObjectValueNode, typeOf: (name: string) => GraphQLInputType | undefined): ObjectValueNode => ({
    ...object,
    fields: object.fields.map((field) => {
      const type = typeOf(field.name.value);
      return type ? { ...field, value: take(field.value, type) } : field;
    }),
  });

  return { take, definitions: () => [...taken.values()], values };
}

/**
 * The value of a variable that says the same as a literal.
 *
 * @returns Undefined where the literal contains variables, or where the two might differ.
 */
export function valueOf(literal: ValueNode, type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (literal.kind === Kind.NULL) return null;
  if (isListType(nullable)) {
    // One value stands for a list of one.
    if (literal.kind !== Kind.LIST) return valueOf(literal, nullable.ofType);
    const items = literal.values.map((item) => valueOf(item, nullable.ofType));
    return items.includes(undefined) ? undefined : items;
  }
  if (isInputObjectType(nullable)) {
    if (literal.kind !== Kind.OBJECT) return undefined;
    const fields = nullable.getFields();
    const entries = literal.fields.map(({ name, value }) => {
      const field = fields[name.value];
      return [name.value, field && valueOf(value, field.type)] as const;
    });
    if (entries.some(([, value]) => value === undefined)) return undefined;
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  if (isEnumType(nullable)) return literal.kind === Kind.ENUM ? literal.value : undefined;
  switch (literal.kind) {
    case Kind.STRING:
      return literal.value;
    case Kind.BOOLEAN:
      return nullable.name === 'Boolean' ? literal.value : undefined;
    case Kind.INT:
      // As a number it would lose digits.
      if (nullable.name === 'ID') return literal.value;
      return nullable.name === 'Int' || nullable.name === 'Float' ? finite(literal.value) : undefined;
    case Kind.FLOAT:
      return nullable.name === 'Float' ? finite(literal.value) : undefined;
    default:
      return undefined;
  }
}

function finite(text: string): number | undefined {
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}
