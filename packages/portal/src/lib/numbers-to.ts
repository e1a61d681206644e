/** 0, 1, ... below `end`: keys for lines that stand for nothing yet. */
export function numbersTo(end: number): readonly number[] {
  return Array.from({ length: end }, (_, number) => number);
}
