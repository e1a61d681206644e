import { describe, expect, it } from 'vitest';
import type { RanCase } from '../cases/run-case-files.ts';
import { reportOf } from './case-report.ts';
import { type CaseRun, holds } from './case-run.ts';
import { traceLines } from './trace-text.ts';

const PASSED: RanCase = { file: 'a.yaml', line: 1, name: 'it <holds>', durationMs: 1.5, differences: [] };
const FAILED: RanCase = {
  file: 'a.yaml',
  line: 7,
  name: 'it, too: 100%',
  durationMs: 0.5,
  differences: [{ at: 'effect', expected: 'deny', got: 'two\n"lines" & \u0001' }],
};
const COVERAGE = {
  percent: 50,
  definitions: [{ path: 'd.json', conditions: [{ pointer: '/if', everTrue: true, everFalse: false }] }],
};
const RUN: CaseRun = { cases: [PASSED, FAILED] };

describe('reports', () => {
  it('text: what differs, and the sums', () => {
    expect(reportOf('text', RUN)).toBe(
      [
        'FAILED a.yaml:7: it, too: 100%',
        '  effect',
        '    - expected deny',
        '    + got      two',
        '      "lines" & \u0001',
        '',
        '1 passed, 1 failed',
      ].join('\n'),
    );
  });

  it('text: coverage', () => {
    expect(reportOf('text', { cases: [PASSED], coverage: COVERAGE, threshold: 60 })).toBe(
      [
        'Coverage: 50.0% of what conditions can answer, asked for 60%',
        '  d.json: 0 of 1 conditions',
        '    never false      /if',
        '',
        '1 passed, 0 failed',
      ].join('\n'),
    );
  });

  it('json: a line for each case and the sums', () => {
    const lines = reportOf('json', { ...RUN, coverage: COVERAGE })
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines).toEqual([
      { file: 'a.yaml', line: 1, name: 'it <holds>', holds: true, durationMs: 1.5, differences: [] },
      {
        file: 'a.yaml',
        line: 7,
        name: 'it, too: 100%',
        holds: false,
        durationMs: 0.5,
        differences: FAILED.differences,
      },
      { summary: { holds: false, passed: 1, failed: 1, coverage: COVERAGE } },
    ]);
  });

  it('junit: XML with everything escaped', () => {
    expect(reportOf('junit', RUN).split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites tests="2" failures="1" time="0.002">',
      '  <testsuite name="a.yaml" tests="2" failures="1" time="0.002">',
      '    <testcase name="it &lt;holds&gt;" classname="a.yaml" file="a.yaml" line="1" time="0.002"/>',
      '    <testcase name="it, too: 100%" classname="a.yaml" file="a.yaml" line="7" time="0.001">',
      '      <failure message="effect: expected deny, got two&#10;&quot;lines&quot; &amp; \uFFFD">effect&#10;  - expected deny&#10;  + got      two&#10;    &quot;lines&quot; &amp; \uFFFD</failure>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
    ]);
  });

  it('github: an annotation at the case, and the text', () => {
    const [annotation, ...log] = reportOf('github', RUN).split('\n');
    expect(annotation).toBe(
      '::error file=a.yaml,line=7,title=it%2C too%3A 100%25::effect%0A  - expected deny%0A  + got      two%0A    "lines" & \u0001',
    );
    expect(log.at(-1)).toBe('1 passed, 1 failed');
  });
});

describe('a run holds', () => {
  it.each<[string, CaseRun, boolean]>([
    ['when all cases do', { cases: [PASSED] }, true],
    ['not when one does not', RUN, false],
    ['not without cases', { cases: [] }, false],
    ['when coverage is what was asked for', { cases: [PASSED], coverage: COVERAGE, threshold: 50 }, true],
    ['not when it is less', { cases: [PASSED], coverage: COVERAGE, threshold: 50.1 }, false],
    ['whatever coverage is when none was asked for', { cases: [PASSED], coverage: COVERAGE }, true],
  ])('%s', (_, run, expected) => {
    expect(holds(run)).toBe(expected);
  });
});

it('a trace is a tree of what held and what each condition saw', () => {
  const leaf = { kind: 'condition', pointer: '', expressionKind: 'Field', operator: 'Equals' } as const;
  expect(
    traceLines({
      kind: 'not',
      pointer: '',
      result: false,
      children: [
        {
          kind: 'allOf',
          pointer: '',
          result: true,
          children: [
            { ...leaf, result: true, expression: 'type', targetValue: 'vm', expressionValue: 'VM' },
            {
              ...leaf,
              result: true,
              operator: 'NotEquals',
              expression: 'kind',
              targetValue: 'x'.repeat(200),
            },
            {
              ...leaf,
              result: true,
              expressionKind: 'Count',
              expression: 'a[*]',
              targetValue: 1,
              expressionValue: 1,
              members: [
                { ...leaf, result: true, expression: 'a[*]', targetValue: 'b', expressionValue: 'b' },
              ],
            },
          ],
        },
      ],
    }),
  ).toEqual([
    '✗ not',
    '  ✓ allOf',
    '    ✓ field type  equals "vm"  (is "VM")',
    `    ✓ field kind  notEquals "${'x'.repeat(159)}…  (there is none)`,
    '    ✓ count a[*]  equals 1  (counted 1)',
    '      member 1 that counts',
    '        ✓ field a[*]  equals "b"  (is "b")',
  ]);
});
