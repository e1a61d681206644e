/** Pages of which the first has been read. */
export type BegunPages<T> = { readonly isEmpty: boolean; readonly pages: AsyncIterable<readonly T[]> };

/** Reads the first page at once, the others as they are asked for: what cannot be read at all is known before anything is written. */
export async function beginPages<T>(pages: AsyncGenerator<readonly T[]>): Promise<BegunPages<T>> {
  const first = await pages.next();
  return first.done === true
    ? { isEmpty: true, pages }
    : { isEmpty: false, pages: resumed(first.value, pages) };
}

async function* resumed<T>(
  first: readonly T[],
  rest: AsyncGenerator<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  yield first;
  yield* rest;
}
