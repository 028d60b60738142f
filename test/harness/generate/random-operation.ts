/** Valid operations over a schema, made by chance: every form in which values, fragments and lists can come. */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

export interface RandomOperation {
  text: string;
  variables: Record<string, unknown>;
}

export interface RandomOperationOptions {
  schema: GraphQLSchema;
  /** A number from 0 to 1, another each time. */
  chance: () => number;
  /** How deep selections go. */
  maxDepth: number;
}

export function randomOperation({ schema, chance, maxDepth }: RandomOperationOptions): RandomOperation {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)] as Item;
  const often = (share: number): boolean => chance() < share;
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];
  let names = 0;
  const newName = (prefix: string): string => `${prefix}${(names += 1)}`;

  /** A value, and how it is written into a document. */
  const valueOf = (type: GraphQLInputType, name: string): { value: unknown; text: string } => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items = Array.from({ length: Math.floor(chance() * 6) }, () => valueOf(nullable.ofType, name));
      return { value: items.map(({ value }) => value), text: `[${items.map(({ text }) => text).join(', ')}]` };
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields())
        .filter((field) => isNonNullType(field.type) || often(0.3))
        .map((field) => ({ name: field.name, ...valueOf(field.type, field.name) }));
      return {
        value: Object.fromEntries(fields.map((field) => [field.name, field.value])),
        text: `{${fields.map((field) => `${field.name}: ${field.text}`).join(', ')}}`,
      };
    }
    if (isEnumType(nullable)) {
      const { name: value } = pick(nullable.getValues());
      return { value, text: value };
    }
    const scalar = scalarOf(getNamedType(nullable).name, name);
    return { value: scalar, text: JSON.stringify(scalar) };
  };

  const scalarOf = (type: string, name: string): unknown => {
    if (name === 'first' || name === 'last') return 1 + Math.floor(chance() * (often(0.1) ? 100 : 6));
    if (type === 'Int' || type === 'Float') return Math.floor(chance() * 10);
    if (type === 'Boolean') return often(0.5);
    if (type === 'DateTime') return '2026-01-31T12:00:00.000Z';
    if (type === 'URL') return 'https://example.org/';
    if (type === 'EmailAddress') return 'somebody@example.org';
    return pick(['a', 'b', 'c']);
  };

  const variable = (type: GraphQLInputType, name: string): string => {
    const called = newName('v');
    const { value, text } = valueOf(type, name);
    const nullable = getNullableType(type);
    const form = pick(['given', 'default', 'default of non-null', 'both', 'single', 'null', 'absent']);
    const optional = isNonNullType(type) ? false : form === 'null' || form === 'absent';
    if (form === 'single' && isListType(nullable)) {
      definitions.push(`$${called}: ${type.toString()}`);
      variables[called] = valueOf(nullable.ofType, name).value;
    } else if (form === 'default of non-null') definitions.push(`$${called}: ${nullable.toString()}! = ${text}`);
    else if (form === 'default') definitions.push(`$${called}: ${nullable.toString()} = ${text}`);
    else if (form === 'both') {
      definitions.push(`$${called}: ${type.toString()} = ${valueOf(type, name).text}`);
      variables[called] = value;
    } else if (optional) {
      definitions.push(`$${called}: ${nullable.toString()}`);
      if (form === 'null') variables[called] = null;
    } else {
      definitions.push(`$${called}: ${type.toString()}`);
      variables[called] = value;
    }
    return `$${called}`;
  };

  const argument = ({ name, type }: GraphQLArgument): string => {
    const nullable = getNullableType(type);
    if (often(0.45)) return `${name}: ${variable(type, name)}`;
    if (isListType(nullable) && often(0.4)) {
      const item = nullable.ofType;
      // One value stands for a list of one.
      if (often(0.2)) return `${name}: ${valueOf(item, name).text}`;
      const members = Array.from({ length: 1 + Math.floor(chance() * 4) }, () =>
        often(0.5) ? variable(item, name) : valueOf(item, name).text,
      );
      return `${name}: [${members.join(', ')}]`;
    }
    if (!isNonNullType(type) && often(0.15)) return `${name}: null`;
    return `${name}: ${valueOf(type, name).text}`;
  };

  const fieldText = (field: GraphQLField<unknown, unknown>, depth: number, mayBeLeftOut = true): string => {
    const args = field.args.filter(({ type, name }) => isNonNullType(type) || (name === 'first' && often(0.8)) || often(0.2));
    const written = args.length === 0 ? '' : `(${args.map(argument).join(', ')})`;
    const type = getNamedType(field.type);
    const directive =
      mayBeLeftOut && often(0.08) ? ` @${pick(['skip', 'include'])}(if: ${often(0.5) ? pick(['true', 'false']) : boolean()})` : '';
    return `${newName('a')}: ${field.name}${written}${directive}${isCompositeType(type) ? ` ${selections(type, depth - 1)}` : ''}`;
  };

  const boolean = (): string => {
    const called = newName('v');
    definitions.push(`$${called}: Boolean! = ${pick(['true', 'false'])}`);
    if (often(0.5)) variables[called] = often(0.5);
    return `$${called}`;
  };

  /** Types under which a selection on a type may stand. */
  const narrower = (type: GraphQLCompositeType): GraphQLCompositeType[] => {
    if (isAbstractType(type)) return [type, ...schema.getPossibleTypes(type)];
    return [type, ...(isObjectType(type) ? type.getInterfaces() : [])];
  };

  function selections(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => selection(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    if (often(0.1)) return often(0.5) ? '__typename' : `${newName('a')}: __typename`;
    if (often(isAbstractType(type) ? 0.7 : 0.15)) {
      const inner = pick(narrower(type));
      if (inner === type || depth > 0) {
        const body = selections(inner, depth - (inner === type ? 1 : 0.5));
        if (often(0.5)) return `... on ${inner.name} ${body}`;
        const name = newName('F');
        fragments.push(`fragment ${name} on ${inner.name} ${body}`);
        return `...${name}`;
      }
    }
    if (!('getFields' in type)) return '__typename';
    const fields = Object.values(type.getFields()).filter(
      (field) => (depth > 0 || isLeafType(getNamedType(field.type))) && field.args.every((one) => getNamedType(one.type).name !== 'Upload'),
    );
    const deeper = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const chosen = pick(deeper.length > 0 && often(0.7) ? deeper : fields);
    return chosen ? fieldText(chosen, depth) : '__typename';
  }

  const roots = [schema.getQueryType(), schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (root) => root != null,
  );
  const root = pick(roots);
  const kind = root === schema.getMutationType() ? 'mutation' : root === schema.getSubscriptionType() ? 'subscription' : 'query';
  const fields = Object.values(root.getFields()).filter((field) => field.args.every(({ type }) => getNamedType(type).name !== 'Upload'));
  const count = kind === 'subscription' ? 1 : 1 + Math.floor(chance() * 3);
  const body = Array.from({ length: count }, () => fieldText(pick(fields), maxDepth, kind !== 'subscription')).join(' ');
  const head = definitions.length === 0 ? '' : `(${definitions.join(', ')})`;
  return { text: [`${kind}${head} { ${body} }`, ...fragments].join('\n'), variables };
}
