// Parts of an OData `$filter`, for values that people chose or typed.

/** A text as a literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `field eq 'value'` */
export function isEqual(field: string, value: string): string {
  return `${field} eq ${quoted(value)}`;
}

/** The field is one of the values; undefined when there are none, since that asks for nothing. */
export function isOneOf(field: string, values: readonly string[]): string | undefined {
  return anyOf(...values.map(value => isEqual(field, value)));
}

/** One of the conditions holds; undefined when there are none. */
export function anyOf(...conditions: readonly string[]): string | undefined {
  return conditions.length > 1 ? `(${conditions.join(' or ')})` : conditions[0];
}

/** All conditions that are there, joined by `and`; undefined when there are none. */
export function allOf(...conditions: readonly (string | undefined)[]): string | undefined {
  const given = conditions.filter(condition => condition !== undefined && condition !== '');
  return given.length === 0 ? undefined : given.join(' and ');
}

/** Each word of a text is somewhere in the field; undefined for a text without any. */
export function hasWords(field: string, text: string): string | undefined {
  const words = text.split(/\s+/).filter(word => word !== '');
  return allOf(...words.map(word => `contains(${field},${quoted(word)})`));
}
