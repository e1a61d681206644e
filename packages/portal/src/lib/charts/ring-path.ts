/** A part of a ring around (0, 0): from and to are shares of the whole turn, from 12 o'clock on. */
export function ringPath(from: number, to: number, outer: number, inner: number): string {
  // A whole turn ends where it begins, and would be nothing: it is drawn as two halves.
  if (to - from >= 1)
    return `${ringPath(from, from + 0.5, outer, inner)} ${ringPath(from + 0.5, from + 0.999_999, outer, inner)}`;
  const isLong = to - from > 0.5 ? 1 : 0;
  const [a, b, c, d] = [point(from, outer), point(to, outer), point(to, inner), point(from, inner)];
  return `M ${a} A ${outer} ${outer} 0 ${isLong} 1 ${b} L ${c} A ${inner} ${inner} 0 ${isLong} 0 ${d} Z`;
}

function point(share: number, radius: number): string {
  const angle = 2 * Math.PI * share;
  return `${round(radius * Math.sin(angle))} ${round(-radius * Math.cos(angle))}`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}
