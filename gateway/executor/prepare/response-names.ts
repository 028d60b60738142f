import { isInterfaceType, isObjectType, Kind, print, type FieldNode, type GraphQLSchema, type ValueNode } from 'graphql';

/** The field names of a schema: those that are taken, and those of fields with arguments. */
export interface SchemaNames {
  taken: ReadonlySet<string>;
  withArguments: ReadonlySet<string>;
}

/** @param schema - With everything that plans may fetch, hidden fields included. */
export function namesOf(schema: GraphQLSchema): SchemaNames {
  const taken = new Set<string>();
  const withArguments = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      taken.add(field.name);
      if (field.args.length > 0) withArguments.add(field.name);
    }
  }
  return { taken, withArguments };
}

/**
 * Names the fields of one operation as plans fetch them. No name of the client then clashes with a field that the plan
 * adds.
 *
 * A field keeps its own name where the client gives it no other and it takes no arguments. Then it is the same as what
 * a plan fetches under that name. All others are numbered in the order in which they are met: two have the same name
 * only where GraphQL merges them.
 *
 * @returns The name of a field in the data.
 */
export function createResponseNames({ taken, withArguments }: SchemaNames): (node: FieldNode) => string {
  const given = new Map<string, string>();
  let next = 0;
  const fresh = (): string => {
    let name: string;
    do name = `_r${next++}`;
    while (taken.has(name));
    return name;
  };
  return (node) => {
    const name = node.name.value;
    const responseName = node.alias?.value ?? name;
    if (name === '__typename' || (responseName === name && !withArguments.has(name))) return name;
    const key = `${responseName} ${name} ${printArguments(node)}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const made = fresh();
    given.set(key, made);
    return made;
  };
}

function printArguments({ arguments: given = [] }: FieldNode): string {
  return given
    .map(({ name, value }) => `${name.value}: ${print(sorted(value))}`)
    .sort()
    .join(', ');
}

/** Writes objects that differ only in the order of their fields as the same argument. */
function sorted(value: ValueNode): ValueNode {
  if (value.kind === Kind.LIST) return { ...value, values: value.values.map(sorted) };
  if (value.kind !== Kind.OBJECT) return value;
  const fields = value.fields.map((field) => ({ ...field, value: sorted(field.value) }));
  return { ...value, fields: fields.sort((a, b) => (a.name.value < b.name.value ? -1 : 1)) };
}
