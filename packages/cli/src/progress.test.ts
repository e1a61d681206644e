import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

function written(isTTY: boolean): string {
  let text = '';
  let clock = 0;
  const target = { isTTY, write: (more: string) => (text += more) };
  const progress = createProgress(target, () => {
    clock += 500;
    return clock;
  });
  progress.step('definitions', 500, 3601);
  progress.step('definitions', 1000, 3601);
  progress.end();
  progress.end();
  return text;
}

test('in a file it is a line each', () => {
  expect(written(false)).toBe('definitions: 500 of 3601 (0.5 s)\ndefinitions: 1000 of 3601 (1.0 s)\n');
});

test('on a terminal it is one line that changes', () => {
  expect(written(true)).toBe(
    '\r\u001B[Kdefinitions: 500 of 3601 (0.5 s)\r\u001B[Kdefinitions: 1000 of 3601 (1.0 s)\n',
  );
});

test('where nobody knows how much there is, it is what was done', () => {
  let text = '';
  const progress = createProgress({ write: (more: string) => (text += more) }, () => 0);
  progress.step('rows', 10);
  expect(text).toBe('rows: 10 (0.0 s)\n');
});
