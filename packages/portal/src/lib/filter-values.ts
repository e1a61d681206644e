// What is chosen of a filter, as an address keeps it.

/** The values of a parameter: `a,b`. A comma or a backslash inside a value stands behind a backslash. */
export function readValues(text: string | undefined): readonly string[] {
  const parts = text?.match(/(?:[^\\,]|\\.)+/gs) ?? [];
  return parts.map(part => part.replaceAll(/\\(.)/gs, '$1'));
}

/** Values as a parameter; undefined when there are none, so that it goes. */
export function writeValues(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.map(value => value.replaceAll(/[\\,]/g, '\\$&')).join(',');
}
