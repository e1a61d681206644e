/** A name for an id, out of the words of a display name; 64 characters at most. */
export function nameFrom(displayName: string): string {
  const words = displayName.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, 64).replace(/-+$/, '');
}
