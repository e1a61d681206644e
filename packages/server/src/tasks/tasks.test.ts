import { Worker } from 'node:worker_threads';
import { ApiError } from '@sluice/arm/errors';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DeployableModelsInput } from './deployable-models/deployable-models.ts';
import { createTasks } from './tasks.ts';

// A worker that does what its input says: answers, dies, fails, waits for ever.
const CODE = `
  const { parentPort } = require('node:worker_threads');
  const bytes = text => new TextEncoder().encode(text);
  let left = new Map();
  parentPort.on('message', ({ kind, id, input }) => {
    const post = message => parentPort.postMessage({ id, ...message });
    if (kind === 'close') process.exit(0);
    if (kind === 'cancel') return post({ kind: 'end' });
    if (kind === 'more') {
      const chunk = (left.get(id) ?? []).shift();
      if (chunk === 'die') throw new Error('dead');
      return post(chunk === undefined ? { kind: 'end' } : { kind: 'chunk', bytes: bytes(chunk) });
    }
    if (input.die) throw new Error('dead');
    if (input.refuse) return post({ kind: 'error', error: { status: 400, detail: { code: 'NotFound', message: 'no' }, headers: {} } });
    if (input.fail) return post({ kind: 'error', error: { text: 'a bug' } });
    if (input.wait) return;
    left.set(id, [...input.chunks]);
    post({ kind: 'head', headers: { 'x-test': '1' } });
  });
`;

function open() {
  const errors: unknown[] = [];
  const start = vi.fn(() => new Worker(CODE, { eval: true }));
  const tasks = createTasks({ start, onError: error => errors.push(error) });
  onTestFinished(() => tasks.close());
  const run = (input: object, onGone?: (listener: () => void) => void) =>
    tasks.run('deployableModels', input as DeployableModelsInput, onGone);
  return { start, errors, tasks, run };
}

async function textOf(answer: { readonly stream?: AsyncIterable<Uint8Array> }): Promise<string> {
  let text = '';
  for await (const bytes of answer.stream ?? []) text += new TextDecoder().decode(bytes);
  return text;
}

describe('tasks', () => {
  it('answer with a head, then with what comes, in one worker that is started when it is needed', async () => {
    const { run, start } = open();
    expect(start).not.toHaveBeenCalled();
    const answers = await Promise.all([run({ chunks: ['a', 'b'] }), run({ chunks: [] })]);
    expect(answers.map(({ status, headers }) => [status, headers])).toEqual([
      [200, { 'x-test': '1' }],
      [200, { 'x-test': '1' }],
    ]);
    expect(await Promise.all(answers.map(textOf))).toEqual(['ab', '']);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('that refuse are refused; that fail are a bug', async () => {
    const { run } = open();
    await expect(run({ refuse: true })).rejects.toMatchObject({ status: 400, detail: { message: 'no' } });
    const failure = await run({ fail: true }).catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(ApiError);
    expect(String(failure)).toContain('a bug');
  });

  it('whose worker dies are 503, and the next one gets a new worker', async () => {
    const { run, start, errors } = open();
    const [dying, beside] = [run({ die: true }), run({ wait: true })];
    await expect(dying).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
    await expect(beside).rejects.toMatchObject({ status: 503 });
    expect(String(errors)).toContain('dead');
    expect(await textOf(await run({ chunks: ['again'] }))).toBe('again');
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('whose worker dies in the middle break off, instead of seeming complete', async () => {
    const { run } = open();
    const answer = await run({ chunks: ['a', 'die'] });
    await expect(textOf(answer)).rejects.toMatchObject({ status: 503 });
  });

  it('wait for their turn, are dropped when the client goes away, and are refused when too many wait', async () => {
    const { run } = open();
    const leave: (() => void)[] = [];
    const running = Array.from({ length: 4 }, () => run({ wait: true }, listener => leave.push(listener)));
    const waiting = Array.from({ length: 64 }, () => run({ chunks: ['x'] }));
    await expect(run({ chunks: [] })).rejects.toMatchObject({ status: 503, detail: { code: 'ServerBusy' } });
    for (const gone of leave) gone();
    for (const each of running) await expect(each).rejects.toBeInstanceOf(ApiError);
    const texts = await Promise.all(waiting.map(async each => textOf(await each)));
    expect(new Set(texts)).toEqual(new Set(['x']));
  });

  it('that nobody reads on free their place', async () => {
    const { run } = open();
    for (let count = 0; count < 10; count++) {
      const { stream } = await run({ chunks: ['a', 'b', 'c'] });
      for await (const _ of stream ?? []) break;
    }
    expect(await textOf(await run({ chunks: ['last'] }))).toBe('last');
  });

  it('are refused after the end', async () => {
    const { run, tasks } = open();
    const waiting = run({ wait: true });
    waiting.catch(() => {});
    await tasks.close();
    await expect(waiting).rejects.toMatchObject({ status: 503 });
    await expect(run({ chunks: [] })).rejects.toMatchObject({ status: 503 });
  });
});
