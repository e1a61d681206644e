/** A list with more texts at its end; those that are there already, in any letter case, are not added again. */
export function joined(
  values: readonly string[],
  more: readonly string[],
): { readonly all: readonly string[]; readonly added: number } {
  const known = new Set(values.map(each => each.toLowerCase()));
  const added = more.filter(each => {
    const isNew = !known.has(each.toLowerCase());
    known.add(each.toLowerCase());
    return isNew;
  });
  return { all: [...values, ...added], added: added.length };
}
