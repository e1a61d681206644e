/** Items as lines of JSON. `toLine`: what of an item is written. */
export async function* toNdjson<T extends object>(
  pages: AsyncIterable<readonly T[]>,
  toLine: (item: T) => object,
): AsyncGenerator<Uint8Array> {
  for await (const items of pages)
    yield Buffer.from(items.map(item => `${JSON.stringify(toLine(item))}\n`).join(''));
}
