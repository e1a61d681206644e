/** A point of a step line; without a `y` nothing is known there, and the line has a gap. */
export type StepPoint = { readonly x: number; readonly y: number | undefined };

/** A stretch of the line from one x to another. */
export type Stretch = { readonly from: number; readonly to: number };

/** What holds from a point on until the next one, as a path: horizontal lines with steps between them. `end`: how far the last one reaches. */
export function stepPath(points: readonly StepPoint[], end: number): string {
  let path = '';
  let isDown = false;
  for (const [index, { x, y }] of points.entries()) {
    if (y === undefined) {
      isDown = false;
      continue;
    }
    path += `${path === '' ? '' : ' '}${isDown ? 'V' : `M ${x}`} ${y} H ${points[index + 1]?.x ?? end}`;
    isDown = true;
  }
  return path;
}

/** Where nothing is known, neighbours taken together. */
export function gapsOf(points: readonly StepPoint[], end: number): readonly Stretch[] {
  const gaps: Stretch[] = [];
  for (const [index, { x, y }] of points.entries()) {
    if (y !== undefined) continue;
    const to = points[index + 1]?.x ?? end;
    const last = gaps.at(-1);
    if (last?.to === x) gaps[gaps.length - 1] = { from: last.from, to };
    else gaps.push({ from: x, to });
  }
  return gaps;
}
