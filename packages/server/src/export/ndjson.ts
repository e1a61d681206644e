/** Items as lines of JSON. */
export async function* toNdjson(pages: AsyncIterable<readonly object[]>): AsyncGenerator<Uint8Array> {
  for await (const items of pages) yield Buffer.from(items.map(item => `${JSON.stringify(item)}\n`).join(''));
}
