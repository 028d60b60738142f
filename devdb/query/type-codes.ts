import { badValue } from '../errors.ts';
import { asNumber, type Value } from '../bson/values.ts';

const typeAliases: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
};
const numberTypes = [1, 16, 18, 19];

/** The BSON types that a `$type` operand names. Types that no document here can hold are refused. */
export function parseTypeCodes(operand: Value): number[] {
  const names = Array.isArray(operand) ? operand : [operand];
  if (names.length === 0) throw badValue('$type must match at least one type');
  return names.flatMap((name) => {
    if (name === 'number') return numberTypes;
    const code = typeof name === 'string' ? typeAliases[name] : asNumber(name);
    if (code === undefined || !Object.values(typeAliases).includes(code))
      throw badValue(`devdb does not serve the type ${String(name)} in $type`);
    return [code];
  });
}
