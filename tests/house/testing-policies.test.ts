import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { caseProblem } from '../../packages/cli/src/cases/case-file.ts';
import { coverageOf } from '../../packages/cli/src/cases/coverage.ts';
import { runCaseFiles } from '../../packages/cli/src/cases/run-case-files.ts';
import { reportOf } from '../../packages/cli/src/report/case-report.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const PAGE = read('docs/testing-policies.md');
const SCHEMA = JSON.parse(read('conformance/schema/definition-case.json'));

test.each(['require-tag.json', 'require-tag.cases.yaml'])('the page shows %s as it is', name => {
  expect(PAGE).toContain(`\n${read(`examples/policies/${name}`)}\`\`\`\n`);
});

test.each(['decisions-world.yaml', 'tags.cases.yaml'])('the page shows %s as it is', name => {
  expect(PAGE).toContain(`\n${read(`examples/governance/${name}`)}\`\`\`\n`);
});

test('the page shows what its example prints', () => {
  const cases = runCaseFiles(['examples/policies'], []);
  const coverage = coverageOf(cases.flatMap(({ seen }) => seen ?? []));
  expect(PAGE).toContain(
    `$ npx sluice test examples/policies --coverage\n${reportOf('text', { cases, coverage })}\n\`\`\``,
  );
});

test('the page shows how a case fails', () => {
  const [first] = runCaseFiles(['examples/policies'], []);
  if (first === undefined) throw new Error('no case');
  const failed = { ...first, differences: [{ at: 'effect', expected: 'audit', got: 'deny' }] };
  const [report = ''] = reportOf('text', { cases: [failed] }).split('\n\n');
  expect(PAGE).toContain(`\`\`\`\n${report}\n\`\`\``);
});

test.each(['ruleCase', 'requestCase'])('the page names every key of a %s', kind => {
  const { properties } = SCHEMA.$defs[kind];
  const keys = [...Object.keys(properties), ...Object.keys(properties.expect.properties)];
  const missing = keys.filter(key => !['function', 'args', 'expect', 'enforcementMode'].includes(key));
  expect(missing.filter(key => !new RegExp(`[\`{ ]${key}[\`,: }]`).test(PAGE))).toEqual([]);
});

test('what the schema allows is what the command allows', () => {
  expect(caseProblem({ name: 'x', expect: { effect: 'deny' }, comment: 'y' })).toContain("'comment'");
  expect(SCHEMA.$defs.ruleCase.additionalProperties).toBe(false);
});
