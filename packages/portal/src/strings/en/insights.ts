/** Sentences about what policy found. */
export const insights = {
  found: (asked: string, actual: string) => `${asked} (found: ${actual})`,
};
