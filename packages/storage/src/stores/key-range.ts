/** Keys below `key` are those from the first of these up to before the second one: '0' follows '/' bytewise. */
export function keyRangeBelow(key: string): { readonly from: string; readonly to: string } {
  return { from: `${key}/`, to: `${key}0` };
}
