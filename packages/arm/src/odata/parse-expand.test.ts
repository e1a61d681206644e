import { describe, expect, test } from 'vitest';
import { parseExpand } from './parse-expand.ts';

describe('what is to be expanded is read', () => {
  test.each([
    ['components', [{ name: 'components', position: 0, filter: undefined, apply: undefined }]],
    [
      ' a , B ',
      [
        { name: 'a', position: 1 },
        { name: 'B', position: 5 },
      ],
    ],
    [
      "components($filter=ComplianceState eq 'NonCompliant' or ComplianceState eq 'Compliant';$apply=groupby((complianceState),aggregate($count as count)))",
      [
        {
          name: 'components',
          filter: { kind: 'or', position: 19 },
          apply: [{ kind: 'groupby', position: 94, properties: [{ position: 103 }] }],
        },
      ],
    ],
    ['components ( $APPLY = aggregate($count as n) )', [{ filter: undefined, apply: [{ position: 22 }] }]],
    ["c($filter=a eq ');,(''' and (b eq 1)),d", [{ name: 'c', filter: { kind: 'and' } }, { name: 'd' }]],
  ])('%s', (text, items) => {
    const { value, problem } = parseExpand(text);
    expect(problem).toBeUndefined();
    expect(value).toMatchObject(items);
  });
});

describe('what cannot be read is refused, and where', () => {
  test.each([
    ['a,', 2, "a name to expand, found ''"],
    ['a,,b', 2, 'a name to expand'],
    ['$a', 0, "a name to expand, found '$a'"],
    ['a b', 2, "options in parentheses, found 'b'"],
    ['a($filter=b eq 1) c', 1, 'options in parentheses'],
    ['a()', 2, '$filter= or $apply='],
    ['a($filter=b eq 1;)', 17, '$filter= or $apply='],
    ['a($top=1)', 2, "$filter= or $apply=, found '$top=1'"],
    ['a($filter=b eq 1;$FILTER=b eq 2)', 17, "'$filter' is given twice"],
    ['a($filter=b eq)', 14, 'the end'],
    ['x, a($apply=groupby(b))', 20, "'('"],
    ['a($filter=b eq 1', 16, "')'"],
    ['a)', 1, "')' closes nothing"],
    ["a($filter=b eq 'x)", 15, 'no closing quote'],
    ['a, A', 3, "'A' is expanded twice"],
  ])('%s', (text, position, message) => {
    expect(parseExpand(text)).toEqual({ problem: { position, message: expect.stringContaining(message) } });
  });
});
