import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonObject, JsonValue, Vocabulary } from '@sluice/language';
import { NO_ALIASES, readCatalogue } from '../../packages/cli/src/evaluate/alias-catalogue.ts';
import { inputOf } from '../../packages/cli/src/evaluate/case-context.ts';
import { createFinder, type Finder } from '../../packages/cli/src/evaluate/found-by-name.ts';
import { judgeResource, type Verdict } from '../../packages/cli/src/evaluate/judge-resource.ts';
import { prepareRule, type Refusal } from '../../packages/cli/src/evaluate/prepare-rule.ts';
import { definitionOfRule } from '../../packages/cli/src/evaluate/rule-definition.ts';

/** Where the cases are; they are not part of this repository. */
export const CASES = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));
export const hasCases = existsSync(CASES);

export type Case = {
  readonly id: string;
  readonly policy_rule?: string;
  readonly policy_definition?: string;
  readonly resource?: JsonObject;
  readonly parameters?: JsonObject;
  readonly api_version?: string;
  readonly request_context?: JsonObject;
  readonly context?: JsonObject;
  readonly host_await?: readonly { readonly resource_type?: string; readonly response: JsonObject | null }[];
  readonly expect?: 'effect' | 'no_match' | 'parse_error' | 'compile_error' | 'runs';
  readonly want_effect?: string;
  readonly want_details?: JsonValue;
  readonly want_parse_error?: boolean;
  readonly raw_paths?: boolean;
  readonly parse_level?: 'constraint' | 'policy_rule' | 'policy_definition';
};
export type CaseFile = {
  readonly name: string;
  readonly aliases?: string;
  readonly policy_rule?: string;
  readonly policy_definition?: string;
  readonly cases: readonly Case[];
};

/** Every file of one folder of cases. */
export function readCases(folder: string): readonly CaseFile[] {
  return readdirSync(`${CASES}${folder}`).map(name => ({
    ...JSON.parse(readFileSync(`${CASES}${folder}/${name}`, 'utf8')),
    name,
  }));
}

/** The rule that a case is about: its own definition or rule, or else the file's. */
export function sourceOf(
  file: CaseFile,
  each: Case,
): { readonly definition: string } | { readonly rule: string } {
  const definition =
    each.policy_definition ?? (each.policy_rule === undefined ? file.policy_definition : undefined);
  return definition === undefined ? { rule: each.policy_rule ?? file.policy_rule ?? '' } : { definition };
}

/** The text of a definition for a case; a bare rule gets declarations for the parameters given. */
export function definitionText(file: CaseFile, each: Case): string {
  const source = sourceOf(file, each);
  return String('definition' in source ? source.definition : definitionOfRule(source.rule, each.parameters));
}

/** What a case's rule does to its resource: a reason to refuse it, or a verdict. */
export function verdictOf(file: CaseFile, each: Case): Refusal | Verdict {
  const { vocabulary, find } = catalogueOf(file);
  const rule = prepareRule({
    definition: definitionText(file, each),
    parameters: each.parameters ?? {},
    vocabulary,
    reading: 'lenient',
  });
  if ('stage' in rule) return rule;
  const input = inputOf(
    {
      resource: find(each.resource ?? {}),
      context: each.context,
      requestContext: each.request_context,
      apiVersion: each.api_version,
    },
    '2026-01-01T00:00:00.0000000Z',
  );
  return judgeResource(rule, input, relatedOf(each));
}

/** The related resources that the case's host would find. */
export function relatedOf(each: Case): readonly JsonObject[] {
  return (each.host_await ?? []).flatMap(({ resource_type: type, response }) =>
    response === null ? [] : [{ ...(type === undefined ? {} : { type }), ...response }],
  );
}

const catalogues = new Map<string, { readonly vocabulary: Vocabulary; readonly find: Finder }>();

function catalogueOf({ aliases: name }: CaseFile): {
  readonly vocabulary: Vocabulary;
  readonly find: Finder;
} {
  const known = catalogues.get(name ?? '');
  if (known !== undefined) return known;
  const { aliases, vocabulary } = name === undefined ? NO_ALIASES : readCatalogue(readAliases(name));
  const catalogue = { vocabulary, find: createFinder(aliases) };
  catalogues.set(name ?? '', catalogue);
  return catalogue;
}

/** The names that a file's rules may use. */
export function vocabularyOf(file: CaseFile): Vocabulary {
  return catalogueOf(file).vocabulary;
}

/** A catalogue of aliases, by the name that files of cases have for it. */
export function readAliases(name: string): JsonValue {
  return JSON.parse(readFileSync(`${CASES}aliases/${name}`, 'utf8'));
}
