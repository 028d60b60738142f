/** The scalars of the API. They check only the form of a text. Rules check the rest, and their errors name the argument. */
import { GraphQLError, GraphQLScalarType, Kind, type GraphQLScalarTypeConfig } from 'graphql';

const rfc3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** A scalar that clients write as a text. */
function textScalar<Internal, External>(
  name: string,
  parse: (text: string) => Internal,
  serialize: (value: unknown) => External,
): GraphQLScalarType<Internal, External> {
  const refuse = (): never => {
    throw new GraphQLError(`${name} is written as a text.`);
  };
  const config: GraphQLScalarTypeConfig<Internal, External> = {
    name,
    serialize,
    parseValue: (value) => (typeof value === 'string' ? parse(value) : refuse()),
    parseLiteral: (node) => (node.kind === Kind.STRING ? parse(node.value) : refuse()),
  };
  return new GraphQLScalarType(config);
}

function parseMoment(text: string): Date {
  const [written, date, time] = rfc3339.exec(text.toUpperCase()) ?? [];
  const moment = written !== undefined && isWhatItSays(`${date}T${time}.000Z`) ? new Date(written) : null;
  if (moment === null || !isWhatItSays(moment)) throw new GraphQLError('DateTime is written as in 2026-01-31T12:00:00.000Z.');
  return moment;
}

/** Whether a moment is on the calendar, in a year of four digits: `Date` takes 30 February and 24:00 for the day after. */
function isWhatItSays(moment: string | Date): boolean {
  const known = new Date(moment);
  if (Number.isNaN(known.getTime())) return false;
  const written = known.toISOString();
  return typeof moment === 'string' ? written === moment : written.length === 24;
}

function serializeMoment(value: unknown): string {
  const moment = value instanceof Date ? value : new Date(String(value));
  if (Number.isNaN(moment.getTime())) throw new GraphQLError('A DateTime is no moment.');
  return moment.toISOString();
}

/** A `Date` inside, RFC 3339 in UTC with milliseconds outside. */
export const dateTimeScalar = textScalar('DateTime', parseMoment, serializeMoment);

/** A text inside and outside. */
export const urlScalar = textScalar('URL', (text) => text, String);

/** A text inside and outside. */
export const emailAddressScalar = textScalar('EmailAddress', (text) => text, String);
