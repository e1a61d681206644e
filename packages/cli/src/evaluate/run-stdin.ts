import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { utcNowOf } from './case-context.ts';
import { splitLines } from './lines.ts';
import { createSession } from './session.ts';

/** Answers line by line until the input ends. Waits where the reader of the answers is slower than we are. */
export async function runStdin(input: Readable, output: Writable): Promise<void> {
  const session = createSession(() => utcNowOf(new Date()));
  // A reader that has heard enough closes the pipe: no error of ours, and what is left has nobody to go to.
  output.on('error', () => undefined);
  for await (const line of splitLines(input)) {
    const answer = session.answer(line);
    if (output.destroyed) return;
    if (answer !== undefined && !output.write(`${toText(answer)}\n`)) await drained(output);
  }
}

async function drained(output: Writable): Promise<void> {
  if (output.destroyed) return;
  const heard = new AbortController();
  const { signal } = heard;
  await Promise.race([once(output, 'drain', { signal }), once(output, 'close', { signal })]).catch(
    () => undefined,
  );
  // Takes the listeners of the other one away.
  heard.abort();
}

function toText(answer: object): string {
  try {
    return JSON.stringify(answer);
  } catch {
    const id = 'id' in answer ? { id: answer.id } : {};
    return JSON.stringify({
      ...id,
      error: { stage: 'evaluate', message: 'The answer is nested too deeply to be written.' },
    });
  }
}
