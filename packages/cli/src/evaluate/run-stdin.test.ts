import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { splitLines } from './lines.ts';
import { runStdin } from './run-stdin.ts';

async function linesOf(...chunks: (Buffer | string)[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of splitLines(Readable.from(chunks))) lines.push(line);
  return lines;
}

describe('lines of a stream', () => {
  it.each<[string, (Buffer | string)[], string[]]>([
    ['nothing', [], []],
    ['a last line without an end', ['a\nb'], ['a', 'b']],
    ['CRLF', ['a\r\nb\r\n'], ['a', 'b']],
    ['an empty line', ['\n'], ['']],
    ['a line in many chunks', ['a', 'b', 'c\n', 'd'], ['abc', 'd']],
    ['a letter cut in two', [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])], ['é']],
    ['a mark at the beginning', ['\uFEFFa\n\uFEFFb'], ['a', '\uFEFFb']],
    ['other separators stay', ['a\u2028b\u0085c\rd\n'], ['a\u2028b\u0085c\rd']],
  ])('%s', async (_, chunks, lines) => {
    expect(await linesOf(...chunks)).toEqual(lines);
  });
});

const ASK = (id: number): string => `${JSON.stringify({ op: 'function', id, function: 'true' })}\n`;

describe('a session over streams', () => {
  it('answers each line, also to a slow reader', async () => {
    const heard: string[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        heard.push(String(chunk));
        setImmediate(done);
      },
    });
    await runStdin(Readable.from(Array.from({ length: 100 }, (_, id) => ASK(id))), slow);
    expect(heard.map(line => JSON.parse(line).id)).toEqual(Array.from({ length: 100 }, (_, id) => id));
    expect([slow.listenerCount('drain'), slow.listenerCount('close')]).toEqual([0, 0]);
  });

  it('ends when nobody listens any more', async () => {
    const output = new PassThrough({ highWaterMark: 1 });
    const endless = Readable.from(
      (function* () {
        for (let id = 0; ; id += 1) yield ASK(id);
      })(),
    );
    const running = runStdin(endless, output);
    output.destroy();
    await expect(running).resolves.toBeUndefined();
  });
});
