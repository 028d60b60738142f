/**
 * Random operations over any schema: fragments in every place, aliases that are names of other fields, conditions,
 * variables.
 */
import {
  doTypesOverlap,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

export interface GeneratedOperation {
  query: string;
  variables: Record<string, unknown>;
}

export interface GenerateOptions {
  schema: GraphQLSchema;
  chance: () => number;
  kind: 'query' | 'mutation' | 'subscription';
  /** Names that clients could think of to confuse a gateway, besides those of the schema's fields. */
  aliases: readonly string[];
  /** Texts for arguments of type ID and String, such as ids that exist. */
  texts: readonly string[];
  maxDepth?: number;
  /** About how many fields at most. */
  maxFields?: number;
  /** How likely a value is none of its type. */
  wrong?: number;
}

/** @returns An operation that is valid as a rule: who needs it to be so validates it. */
export function generateOperation(options: GenerateOptions): GeneratedOperation {
  const { schema, chance, kind, aliases, texts, maxDepth = 4, maxFields = 30, wrong = 0 } = options;
  const root = schema.getRootType(kind as never);
  if (!root) throw new Error(`The schema has no ${kind}.`);
  const composites = Object.values(schema.getTypeMap()).filter((type) => isCompositeType(type) && !type.name.startsWith('__'));
  const fieldNames = composites.flatMap((type) => ('getFields' in type ? Object.keys(type.getFields()) : []));
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: { name: string; on: string; text: string }[] = [];
  let left = maxFields;

  const maybe = (likely: number): boolean => chance() < likely;
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)] as Item;
  const integer = (): number => pick([0, 1, 2, 3, 7, -1]);

  /** A value as it comes in JSON. */
  const valueOf = (type: GraphQLInputType, depth = 0): unknown => {
    if (maybe(wrong)) return pick<unknown>([null, 'x', 1.5, {}, [], [null], true, 2 ** 40, { __proto__: null, a: 1 }]);
    if (!isNonNullType(type) && maybe(0.15)) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) return Array.from({ length: Math.floor(chance() * 3) }, () => valueOf(nullable.ofType, depth + 1));
    if (isEnumType(nullable)) return pick(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields());
      const given = fields.filter(({ type: own, defaultValue }) =>
        isNonNullType(own) && defaultValue === undefined ? true : maybe(depth > 2 ? 0.05 : 0.5),
      );
      return Object.fromEntries(given.map((field) => [field.name, valueOf(field.type, depth + 1)]));
    }
    switch (getNamedType(nullable).name) {
      case 'Int':
        return integer();
      case 'Float':
        return integer() + 0.5;
      case 'Boolean':
        return maybe(0.5);
      default:
        return pick(texts);
    }
  };

  const literal = (value: unknown, type: GraphQLInputType): string => {
    const nullable = getNullableType(type);
    if (Array.isArray(value)) return `[${value.map((item) => literal(item, isListType(nullable) ? nullable.ofType : type)).join(', ')}]`;
    if (typeof value === 'object' && value !== null) {
      const fields = isInputObjectType(nullable) ? nullable.getFields() : {};
      return `{ ${Object.entries(value)
        .map(([key, member]) => `${key}: ${literal(member, fields[key]?.type ?? type)}`)
        .join(', ')} }`;
    }
    return isEnumType(nullable) && typeof value === 'string' ? value : JSON.stringify(value);
  };

  /** An argument's value: written down, or a variable of one of the types that it may have. */
  const argument = (type: GraphQLInputType, hasDefault = false): string => {
    if (maybe(0.5)) return literal(valueOf(type), type);
    const name = maybe(0.15) ? pick(aliases.concat(fieldNames)) : `a${definitions.length}`;
    if (definitions.some((definition) => definition.startsWith(`$${name}:`))) return literal(valueOf(type), type);
    const declared = isNonNullType(type) && (hasDefault || maybe(0.3)) ? type.ofType : type;
    const isWider = declared !== type;
    const fallback = (isWider && !hasDefault) || maybe(0.3) ? ` = ${literal(valueOf(type), type)}` : '';
    definitions.push(`$${name}: ${String(declared)}${fallback}`);
    const mayBeMissing = fallback !== '' || !isNonNullType(declared);
    if (!mayBeMissing || maybe(0.7))
      Object.defineProperty(variables, name, { value: valueOf(isWider ? type : declared), enumerable: true, configurable: true });
    return `$${name}`;
  };

  const argumentsOf = (args: readonly GraphQLArgument[]): string => {
    const given = args
      .filter((arg) => isRequiredArgument(arg) || maybe(0.4))
      .map((arg) => `${arg.name}: ${argument(arg.type, arg.defaultValue !== undefined)}`);
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  };

  const condition = (): string => {
    if (!maybe(0.12)) return '';
    const on = maybe(0.5) ? String(maybe(0.6)) : `$${conditionVariable()}`;
    return ` @${pick(['skip', 'include'])}(if: ${on})`;
  };
  const conditionVariable = (): string => {
    const name = pick(['c0', 'c1', 'c2']);
    if (!definitions.some((definition) => definition.startsWith(`$${name}:`))) {
      definitions.push(`$${name}: ${pick(['Boolean!', 'Boolean! = true', 'Boolean = false'])}`);
      if (definitions.at(-1) === `$${name}: Boolean!` || maybe(0.6)) variables[name] = maybe(0.5);
    }
    return name;
  };

  const fieldOf = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    left -= 1;
    const alias = maybe(0.3) ? `${pick(maybe(0.5) ? aliases : fieldNames)}: ` : '';
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${selectionsOf(named, depth + 1)}` : '';
    return `${alias}${field.name}${argumentsOf(field.args)}${condition()}${below}`;
  };

  const fragmentOn = (type: GraphQLCompositeType, depth: number): string => {
    const on = pick(composites.filter((other) => isCompositeType(other) && doTypesOverlap(schema, type, other))) as GraphQLCompositeType;
    if (maybe(0.6))
      return `... ${maybe(0.85) ? `on ${on.name} ` : ''}${condition()}`.concat(
        ` ${selectionsOf(depth > maxDepth + 2 ? type : pickOn(on, type), depth)}`,
      );
    const known = fragments.filter(({ on: name }) => name === on.name);
    if (known.length > 0 && maybe(0.5)) return `...${pick(known).name}${condition()}`;
    const fragment = { name: maybe(0.1) ? pick(aliases) : `Part${fragments.length}`, on: on.name, text: '' };
    if (fragment.name === 'on' || fragments.some(({ name }) => name === fragment.name)) fragment.name = `Part${fragments.length}`;
    fragment.text = `fragment ${fragment.name} on ${on.name} ${selectionsOf(on, depth)}`;
    if (fragments.some(({ name }) => name === fragment.name)) return selectionsOf(type, depth).slice(1, -1);
    fragments.push(fragment);
    return `...${fragment.name}${condition()}`;
  };
  const pickOn = (on: GraphQLCompositeType, type: GraphQLCompositeType): GraphQLCompositeType => (on.name === type.name ? type : on);

  const selectionsOf = (type: GraphQLCompositeType, depth: number): string => {
    const parts: string[] = [];
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const shallow = fields.filter(({ type: own }) => !isCompositeType(getNamedType(own)));
    const usable = depth >= maxDepth || left <= 0 ? shallow : fields;
    const count = left <= 0 ? 1 : 1 + Math.floor(chance() * 4);
    for (let index = 0; index < count; index += 1) {
      if (usable.length > 0 && maybe(0.68)) parts.push(fieldOf(pick(usable), depth));
      else if (depth <= maxDepth && left > 0 && maybe(0.7)) parts.push(fragmentOn(type, depth + 0.5));
      else parts.push(`${maybe(0.3) && kind !== 'subscription' ? `${pick(aliases)}: ` : ''}__typename${condition()}`);
    }
    if (maybe(0.1)) parts.push(pick(parts));
    return `{ ${parts.join(' ')} }`;
  };

  const body = selectionsOf(root, 0);
  const head = definitions.length === 0 ? '' : `(${definitions.join(', ')})`;
  return { query: [`${kind} ${maybe(0.5) ? 'Asked' : ''}${head} ${body}`, ...fragments.map(({ text }) => text)].join('\n'), variables };
}
