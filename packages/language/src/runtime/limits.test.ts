import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../values/json.ts';
import { createVocabulary } from '../vocabulary/create-vocabulary.ts';
import { createRun } from './create-run.ts';
import { EVALUATION_LIMITS, spend, withinLimits } from './limits.ts';
import { createNames } from './names.ts';

const names = createNames(
  createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() }),
  new Map(),
  { rawPaths: false },
);
const run = () => createRun({ resource: {}, context: { now: '' } }, names);
const nested = (depth: number): JsonValue => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('a result of a function', () => {
  test.each<[string, JsonValue, string | undefined]>([
    ['a text of the longest length', 'x'.repeat(131_072), undefined],
    ['a longer text', 'x'.repeat(131_073), 'limit/text'],
    ['the deepest value', nested(128), undefined],
    ['a deeper one', nested(129), 'limit/depth'],
    ['as many nodes as may be', Array.from({ length: 32_767 }, () => 0), undefined],
    ['more nodes', Array.from({ length: 32_768 }, () => 0), 'limit/nodes'],
    ['null', null, undefined],
  ])('%s', (_, value, code) => {
    const check = () => withinLimits(value, run());
    if (code === undefined) expect(check()).toBe(value);
    else expect(check).toThrow(expect.objectContaining({ code }));
  });
});

test('work is limited over a whole evaluation', () => {
  const one = run();
  spend(one, EVALUATION_LIMITS.work);
  expect(() => spend(one, 1)).toThrow(expect.objectContaining({ code: 'limit/work' }));
});
