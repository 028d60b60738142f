/** The page of the objects that operations answer with, and of the enums in them. */
import { isEnumType, isObjectType, Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema } from 'graphql';
import { cell, code, join, table } from './markdown.ts';
import { fieldText } from './type-text.ts';

export function writeObjects(schema: GraphQLSchema, { definitions }: DocumentNode): string {
  const fragments = definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION);
  const enums = Object.values(schema.getTypeMap()).filter(
    (type) => isEnumType(type) && !type.name.startsWith('__') && type.name !== 'ErrorCode',
  );
  return join(
    ...fragments.map((fragment) => writeFragment(schema, fragment)),
    '## Enums',
    'An enum may have further values in later versions of the server.',
    ...enums.map((type) => {
      const rows = isEnumType(type) ? type.getValues().map(({ name, description }) => [code(name), cell(description ?? '')]) : [];
      return join(`### ${type.name}`, type.description ?? '', table(['value', 'meaning'], rows));
    }),
  );
}

function writeFragment(schema: GraphQLSchema, { name, typeCondition, selectionSet }: FragmentDefinitionNode): string {
  const type = schema.getType(typeCondition.name.value);
  const fields = isObjectType(type) ? type.getFields() : {};
  const spread = selectionSet.selections.flatMap((one) => (one.kind === Kind.FRAGMENT_SPREAD ? [`${one.name.value}Fragment`] : []));
  const rows = selectionSet.selections.flatMap((one) => {
    const field = one.kind === Kind.FIELD ? fields[one.name.value] : undefined;
    if (one.kind !== Kind.FIELD || !field) return [];
    return [[code(one.alias?.value ?? one.name.value), code(fieldText(schema, field, one)), cell(field.description ?? '')]];
  });
  const more = spread.map((other) => `[${other}](#${other.toLowerCase()})`).join(', ');
  return join(
    `## ${name.value}Fragment`,
    `Fields of the type \`${typeCondition.name.value}\`${more === '' ? '' : `, besides those of ${more}`}.`,
    table(['field', 'type', 'meaning'], rows),
  );
}
