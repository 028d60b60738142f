/** Makes random operations over the API's schema, and varies the most expensive ones. */
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  isLeafType,
} from 'graphql';
import { type Operation, type Selection, type Value, walk } from './operation.ts';

export interface Pools {
  /** Ids by the name of the argument or field that takes them; `id` for all others. */
  ids: Record<string, string[]>;
  texts: string[];
  names: string[];
  tags: string[];
}

/** Root fields that would end the search: they remove what it stands on, sign people out or send mails. */
const leftAlone = new Set([
  ...['register', 'login', 'refreshTokens', 'logout', 'logoutSession', 'logoutEverywhere', 'changePassword', 'deleteAccount'],
  ...['requestPasswordReset', 'resetPassword', 'verifyEmail', 'resendVerification', 'setRole', 'suspendUser', 'unsuspendUser'],
  ...['uploadMedia', 'createUpload', 'completeUpload', 'ditherMedia', 'deleteMedia', 'deletePost', '_entities', '_service'],
]);
const maxDepth = 7;

export interface Generator {
  random: (kind: Operation['kind']) => Operation;
  vary: (operation: Operation, others: readonly Operation[]) => Operation;
}

export function createGenerator(schema: GraphQLSchema, pools: Pools, chance: () => number): Generator {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)] as Item;
  const idOf = (name: string): string => pick(pools.ids[name] ?? pools.ids['id'] ?? ['']);

  const valueOf = (type: GraphQLInputType, name: string): Value => {
    if (isNonNullType(type)) return valueOf(type.ofType, name);
    if (isListType(type)) {
      const count = pick([1, 5, 20, 100]);
      return Array.from({ length: count }, () => valueOf(type.ofType, name.replace(/s$/, '')));
    }
    if (isInputObjectType(type)) {
      const members = Object.values(type.getFields()).filter((member) => isNonNullType(member.type) || chance() < 0.4);
      return { object: Object.fromEntries(members.map((member) => [member.name, valueOf(member.type, member.name)])) };
    }
    if (isEnumType(type)) return { enum: pick(type.getValues()).name };
    switch (type.name) {
      case 'Int':
        return pick([100, 100, 99, 50, 49, 20, 10, 3]);
      case 'Boolean':
        return chance() < 0.5;
      case 'Float':
        return chance() * 100;
      case 'DateTime':
        return new Date(Date.now() + (chance() - 0.5) * 86_400_000).toISOString();
      case 'ID':
        return idOf(name);
      default:
        if (/name|prefix/i.test(name)) return pick(pools.names);
        if (/tag/i.test(name)) return pick(pools.tags);
        return pick(pools.texts);
    }
  };

  const argsOf = (declared: readonly GraphQLArgument[]): Selection['args'] => {
    const given: Selection['args'] = {};
    for (const { name, type } of declared) {
      // Cursors are of a page; the page's size is what costs.
      if (['after', 'before', 'last'].includes(name)) continue;
      if (!isNonNullType(type) && name !== 'first' && chance() < 0.5) continue;
      given[name] = { value: valueOf(type, name), type: String(type) };
    }
    return given;
  };

  const fieldsOf = (type: GraphQLNamedType): { on: string | null; fields: GraphQLField<unknown, unknown>[] } => {
    if (isAbstractType(type)) {
      const member = pick(schema.getPossibleTypes(type));
      return { on: member.name, fields: Object.values(member.getFields()) };
    }
    return { on: null, fields: isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [] };
  };

  const select = (field: GraphQLField<unknown, unknown>, on: string | null, depth: number): Selection => {
    const type = getNamedType(field.type);
    const children: Selection[] = isLeafType(type) ? [] : selectSome(type, depth + 1);
    return { field: field.name, on, args: argsOf(field.args), children };
  };

  const selectSome = (type: GraphQLNamedType, depth: number): Selection[] => {
    const chosen: Selection[] = [];
    const count = 1 + Math.floor(chance() * 4);
    for (let made = 0; made < count; made += 1) {
      const { on, fields } = fieldsOf(type);
      const isDeep = depth >= maxDepth;
      const possible = fields.filter((field) => !isDeep || isLeafType(getNamedType(field.type)));
      const inner = possible.filter((field) => !isLeafType(getNamedType(field.type)));
      const field = pick(inner.length > 0 && chance() < 0.7 ? inner : possible);
      if (field) chosen.push(select(field, on, depth));
    }
    return chosen.length > 0 ? chosen : [{ field: '__typename', on: null, args: {}, children: [] }];
  };

  const rootsOf = (kind: Operation['kind']): GraphQLField<unknown, unknown>[] => {
    const root = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() }[kind];
    return Object.values(root?.getFields() ?? {}).filter(({ name }) => !leftAlone.has(name));
  };

  const random = (kind: Operation['kind']): Operation => {
    const count = kind === 'subscription' ? 1 : 1 + Math.floor(chance() * 3);
    return {
      kind,
      style: chance() < 0.7 ? 'literals' : 'defaults',
      selections: Array.from({ length: count }, () => select(pick(rootsOf(kind)), null, 0)),
    };
  };

  /** The type of each selection's children and the declaration of each selection, by a walk from the root. */
  const placesOf = (operation: Operation): { selection: Selection; holder: Selection[]; field: GraphQLField<unknown, unknown> }[] => {
    const places: ReturnType<typeof placesOf> = [];
    const visit = (selections: Selection[], type: GraphQLNamedType | null | undefined): void => {
      for (const selection of selections) {
        const parent = selection.on === null ? type : schema.getType(selection.on);
        const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.field] : undefined;
        if (!field) continue;
        places.push({ selection, holder: selections, field });
        visit(selection.children, getNamedType(field.type));
      }
    };
    const { kind } = operation;
    visit(operation.selections, schema.getRootType(kind as never));
    return places;
  };

  const changes: ((operation: Operation, others: readonly Operation[]) => void)[] = [
    // One more field somewhere.
    (operation) => {
      const inner = placesOf(operation).filter(({ field }) => !isLeafType(getNamedType(field.type)));
      const place = pick(inner);
      if (place) place.selection.children.push(...selectSome(getNamedType(place.field.type), 3));
    },
    // The same once more, beside it.
    (operation) => {
      const place = pick(placesOf(operation));
      if (place && (operation.kind !== 'subscription' || place.holder !== operation.selections))
        place.holder.push(structuredClone(place.selection));
    },
    // Other arguments.
    (operation) => {
      const place = pick(placesOf(operation).filter(({ field }) => field.args.length > 0));
      if (place) place.selection.args = argsOf(place.field.args);
    },
    // Another size of a page.
    (operation) => {
      const sized = placesOf(operation).filter(({ selection }) => selection.args['first']);
      const { selection } = pick(sized) ?? {};
      if (selection?.args['first']) selection.args['first'].value = 1 + Math.floor(chance() * 100);
    },
    // Less.
    (operation) => {
      const removable = placesOf(operation).filter(({ holder }) => holder.length > 1);
      const place = pick(removable);
      if (place) place.holder.splice(place.holder.indexOf(place.selection), 1);
    },
    // Another part in its place.
    (operation) => {
      const place = pick(placesOf(operation).filter(({ field }) => !isLeafType(getNamedType(field.type))));
      if (place) place.selection.children = selectSome(getNamedType(place.field.type), 3);
    },
    // A part of another expensive operation on the same type.
    (operation, others) => {
      const place = pick(placesOf(operation).filter(({ field }) => !isLeafType(getNamedType(field.type))));
      if (!place || others.length === 0) return;
      const type = getNamedType(place.field.type).name;
      const donors = placesOf(pick(others)).filter(({ field }) => getNamedType(field.type).name === type);
      const donor = pick(donors);
      if (donor) place.selection.children = structuredClone(donor.selection.children);
    },
    // One more root field.
    (operation) => {
      if (operation.kind !== 'subscription') operation.selections.push(select(pick(rootsOf(operation.kind)), null, 0));
    },
    (operation) => {
      operation.style = operation.style === 'literals' ? 'defaults' : 'literals';
    },
  ];

  return {
    random,
    vary: (operation, others) => {
      const varied = structuredClone(operation);
      for (let left = 1 + Math.floor(chance() * 3); left > 0; left -= 1) pick(changes)(varied, others);
      let count = 0;
      walk(varied.selections, () => (count += 1));
      return count === 0 || count > 400 ? random(operation.kind) : varied;
    },
  };
}
