/** Operations as trees that can be varied, and their text. */

export type Value = string | number | boolean | null | { enum: string } | Value[] | { object: Record<string, Value> };

export interface Selection {
  field: string;
  /** The type that is selected on, where it is not the parent's own: written as an inline fragment. */
  on: string | null;
  args: Record<string, { value: Value; type: string }>;
  children: Selection[];
}

export interface Operation {
  kind: 'query' | 'mutation' | 'subscription';
  selections: Selection[];
  /** How arguments are written: in place, or as variables with the value as their default. */
  style: 'literals' | 'defaults';
}

function printValue(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    if ('enum' in value) return value.enum;
    const members = Object.entries(value.object).map(([name, member]) => `${name}: ${printValue(member)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** The text of an operation. A field that stands twice in its place gets an alias. */
export function printOperation({ kind, selections, style }: Operation): string {
  const variables: string[] = [];
  const printArgument = (name: string, { value, type }: { value: Value; type: string }): string => {
    if (style === 'literals') return `${name}: ${printValue(value)}`;
    variables.push(`$v${variables.length}: ${type} = ${printValue(value)}`);
    return `${name}: $v${variables.length - 1}`;
  };
  const printSelections = (all: Selection[]): string => {
    const seen = new Set<string>();
    const parts = all.map(({ field, on, args, children }, index) => {
      const alias = seen.has(field) ? `a${index}: ` : '';
      seen.add(field);
      const given = Object.entries(args).map(([name, argument]) => printArgument(name, argument));
      const text = `${alias}${field}${given.length > 0 ? `(${given.join(', ')})` : ''}${children.length > 0 ? ` ${printSelections(children)}` : ''}`;
      return on === null ? text : `... on ${on} { ${text} }`;
    });
    return `{ ${parts.join(' ')} }`;
  };
  const body = printSelections(selections);
  return `${kind}${variables.length > 0 ? ` (${variables.join(', ')})` : ''} ${body}`;
}

/** Every selection of an operation with the list that holds it. */
export function walk(selections: Selection[], visit: (selection: Selection, holder: Selection[]) => void): void {
  for (const selection of selections) {
    visit(selection, selections);
    walk(selection.children, visit);
  }
}
