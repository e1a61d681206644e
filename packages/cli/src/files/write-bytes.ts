import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes bytes as they come to a file, or to standard output where none is named. The file is not touched before there are some: what
 * fails at once leaves it as it is. Who reads standard output may stop (`| head`); the answer is whether everything was written.
 */
export async function writeBytes(
  bytes: AsyncGenerator<Uint8Array>,
  file: string | undefined,
): Promise<boolean> {
  try {
    const first = await bytes.next();
    const target = file === undefined ? process.stdout : createWriteStream(file);
    await pipeline(Readable.from(resumed(first, bytes), { objectMode: false }), target, {
      end: file !== undefined,
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return false;
    throw error;
  } finally {
    // What was never read on has not ended by itself.
    await bytes.return(undefined);
  }
}

async function* resumed(
  first: IteratorResult<Uint8Array>,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}
