/** Up to `most` of `names` that are spelt much like `name` (ignoring case), nearest first, none much further than the nearest. For 'did you mean'. */
export function similarNames(name: string, names: Iterable<string>, most = 3): readonly string[] {
  const wanted = name.toLowerCase();
  const furthest = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 4));
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const candidate of names) {
    const distance = editDistance(wanted, candidate.toLowerCase(), furthest);
    if (distance <= furthest) near.push({ name: candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  const nearest = near[0]?.distance ?? 0;
  return near
    .filter(each => each.distance <= nearest + 1)
    .slice(0, most)
    .map(each => each.name);
}

/** `Did you mean 'a' or 'b'?`, with a space before it, or nothing. */
export function didYouMean(similar: readonly string[]): string {
  return similar.length === 0 ? '' : ` Did you mean ${similar.map(name => `'${name}'`).join(' or ')}?`;
}

/** Single-character insertions, deletions, replacements and swaps of neighbours; more than `most` counts as `most` + 1. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? most + 1;
}
