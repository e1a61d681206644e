import { parseDefinition } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import {
  type Case,
  type CaseFile,
  definitionText,
  effectOf,
  hasCases,
  readCases,
  refusalsOf,
} from './conformance-case.ts';

/**
 * The cases of `../shared/conformance` (a peer's reading of the language): one rule over one resource, and texts to
 * accept or refuse. A case that we do not follow is named here with the reason, and fails once it passes.
 */
const OTHER_PATH =
  'the resource has the property elsewhere than at the path that the catalogue gives its alias';
const TAGS_ELSEWHERE = 'the tags stand under properties; a resource has them at its root';
const NOT_FOLLOWED: ReadonlyMap<string, string> = new Map([
  ['eval/e2e_cosmos_max_throughput/deny_mongodb_throughput_settings', OTHER_PATH],
  ['eval/e2e_cosmos_max_throughput/deny_table_autoscale', OTHER_PATH],
  ['eval/e2e_stream_analytics_audit/pass_output_eventhub_allowed', OTHER_PATH],
  ['eval/e2e_tags_append/pass_tag_already_exists', TAGS_ELSEWHERE],
  ['eval/e2e_tags_inherit_modify/pass_tag_matches', TAGS_ELSEWHERE],
  [
    'eval/e2e_signalr_public_network_modify/modify_default_action_allow',
    'reads the api-version of a request that has none: an error',
  ],
]);

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
  switch (each.expect) {
    case 'parse_error':
    case 'compile_error':
      expect(refusalsOf(file, each)).not.toEqual([]);
      return;
    case 'no_match':
      expect(effectOf(file, each)).toBeUndefined();
      return;
    case 'effect': {
      const found = effectOf(file, each);
      expect(found?.effect.toLowerCase()).toBe(each.want_effect?.toLowerCase());
      if (each.want_details !== undefined)
        expect(withoutConditions(found?.details)).toMatchObject(
          withoutConditions(each.want_details) as object,
        );
      return;
    }
    default:
      expect(() => effectOf(file, each)).not.toThrow();
  }
}

/** Conditions of operations stay text in the cases. */
function withoutConditions(details: unknown): unknown {
  if (Array.isArray(details)) return details.map(withoutConditions);
  if (typeof details !== 'object' || details === null) return details;
  const entries = Object.entries(details).filter(([name]) => name !== 'condition');
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutConditions(value)]));
}

function read(file: CaseFile, each: Case): void {
  const { diagnostics } = parseDefinition(wholeText(file, each));
  const errors = diagnostics.filter(diagnostic => diagnostic.severity === 'error');
  if (each.want_parse_error === true) expect(errors).not.toEqual([]);
  else expect(errors).toEqual([]);
}

/** At the level of a constraint only what is under `if` counts, and the whole text where there is no `if`. */
function wholeText(file: CaseFile, each: Case): string {
  const text = each.policy_rule ?? file.policy_rule;
  if (each.parse_level === 'policy_definition' && text !== undefined) return text;
  const isConstraint = (each.parse_level ?? 'constraint') === 'constraint' && text !== undefined;
  if (!isConstraint || /^\s*\{\s*"if"\s*:/.test(text)) return definitionText(file, each);
  return `{"policyRule": {"if": ${text}, "then": {"effect": "audit"}}}`;
}
