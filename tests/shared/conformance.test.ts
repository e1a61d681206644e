import { describe, expect, test } from 'vitest';
import { parseText } from '../../packages/cli/src/evaluate/parse-text.ts';
import { type Case, type CaseFile, hasCases, readCases, sourceOf, verdictOf } from './conformance-case.ts';
import { expectEffect } from './expect-effect.ts';

/**
 * The cases of `../shared/conformance` (a peer's reading of the language): one rule over one resource, and texts to
 * accept or refuse. A case that we do not follow is named here with the reason, and fails once it passes.
 */
const NOT_FOLLOWED: ReadonlyMap<string, string> = new Map();

const isRequired = process.env['CI'] === 'true';

describe.skipIf(!hasCases && !isRequired)('conformance', () => {
  if (!hasCases) {
    test('the cases are there', () => expect(hasCases, 'CI needs ../shared/conformance').toBe(true));
    return;
  }
  for (const file of readCases('eval')) {
    describe(`eval/${file.name}`, () => {
      for (const each of file.cases) run(each, () => judge(file, each));
    });
  }
  for (const file of readCases('parser')) {
    describe(`parser/${file.name}`, () => {
      for (const each of file.cases) run(each, () => read(file, each));
    });
  }
  test('every case that we do not follow exists', () => {
    const ids = new Set(
      [...readCases('eval'), ...readCases('parser')].flatMap(file => file.cases.map(each => each.id)),
    );
    expect([...NOT_FOLLOWED.keys()].filter(id => !ids.has(id))).toEqual([]);
  });
});

function run(each: Case, body: () => void): void {
  const reason = NOT_FOLLOWED.get(each.id);
  if (reason === undefined) test(each.id, body);
  else test.fails(`${each.id} (not followed: ${reason})`, body);
}

function judge(file: CaseFile, each: Case): void {
  const verdict = verdictOf(file, each);
  switch (each.expect) {
    case 'parse_error':
    case 'compile_error':
      expect(verdict).toHaveProperty('stage');
      return;
    case 'no_match':
      expect(verdict).toMatchObject({ kind: 'none' });
      return;
    case 'effect':
      expect(verdict).toMatchObject({ kind: 'effect' });
      expectEffect(each, verdict as { readonly effect: string; readonly details?: unknown });
      return;
    default:
      expect(verdict).toHaveProperty('kind', expect.stringMatching(/^(?:effect|none)$/));
  }
}

const LEVELS = { constraint: 'constraint', policy_rule: 'rule', policy_definition: 'definition' } as const;

function read(file: CaseFile, each: Case): void {
  const source = each.policy_rule ?? file.policy_rule ?? Object.values(sourceOf(file, each))[0] ?? '';
  const errors = parseText(source, LEVELS[each.parse_level ?? 'constraint']);
  if (each.want_parse_error === true) expect(errors).not.toEqual([]);
  else expect(errors).toEqual([]);
}
