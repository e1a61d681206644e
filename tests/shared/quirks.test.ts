import { readFileSync } from 'node:fs';
import {
  type AliasTable,
  aliasesFromProviderList,
  checkDefinition,
  compile,
  createVocabulary,
  type JsonObject,
  type JsonValue,
  parseDefinition,
} from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { callFunction } from '../../packages/cli/src/evaluate/call-function.ts';
import { parseText } from '../../packages/cli/src/evaluate/parse-text.ts';
import { CASES, type Case, definitionText, hasCases, verdictOf, vocabularyOf } from './conformance-case.ts';
import { DECISIONS, NOTHING_TO_READ, type Ours, READ_OTHERWISE } from './quirks.ts';

// Every case of quirks.json as quirks.ts decides it; every case of normalization.json by what an alias reads.

type Quirk = Case & {
  readonly kind: 'eval' | 'parser' | 'function';
  readonly quirk: string;
  readonly aliases?: string;
  readonly function?: string;
  readonly args?: readonly JsonValue[];
  readonly want?: JsonValue;
  readonly want_error?: string;
  readonly want_undefined?: boolean;
};

type Normalization = {
  readonly id: string;
  readonly aliases_json?: string;
  readonly data_manifest_json?: string;
  readonly api_version?: string;
  readonly input: JsonValue;
  readonly expected_normalized?: JsonValue;
  readonly expected_denormalized?: JsonValue;
  readonly expected_envelope?: { readonly resource: JsonValue };
};

describe.skipIf(!hasCases && process.env['CI'] !== 'true')('quirks', () => {
  if (!hasCases) {
    test('the cases are there', () => expect(hasCases, 'CI needs ../shared/conformance').toBe(true));
    return;
  }
  const quirks: readonly Quirk[] = JSON.parse(readFileSync(`${CASES}quirks/quirks.json`, 'utf8')).cases;

  test('every case has one decision, of its own kind, and every decision a case', () => {
    const decided = quirks.map(({ id, quirk }) => [
      id,
      decisionsOf(id).map(decision => decision.quirk),
      quirk,
    ]);
    expect(decided.filter(([, found, quirk]) => found?.length !== 1 || found[0] !== quirk)).toEqual([]);
    const used = new Set(quirks.flatMap(({ id }) => decisionsOf(id)));
    expect(DECISIONS.filter(decision => !used.has(decision))).toEqual([]);
    expect(quirks).toHaveLength(151);
  });

  test.each(quirks.map(quirk => [quirk.id, quirk] as const))('%s', (id, quirk) => {
    const [decision] = decisionsOf(id);
    const ours = decision?.ours ?? 'theirs';
    expect(answerOf(quirk, ours)).toEqual(ours === 'theirs' ? theirsOf(quirk) : ours);
  });

  const cases: readonly Normalization[] = JSON.parse(
    readFileSync(`${CASES}quirks/normalization.json`, 'utf8'),
  ).cases;

  test.each(cases.map(each => [each.id, each] as const))('%s', (id, each) => {
    const reading = readingsOf(each);
    if (typeof reading === 'string') {
      expect(Object.keys(NOTHING_TO_READ)).toContain(reading);
      return;
    }
    const differing = reading.filter(({ ours, theirs }) => canonical(ours) !== canonical(theirs));
    expect(differing.map(({ alias }) => `${id} ${alias}`)).toEqual(
      [...READ_OTHERWISE.keys()].filter(key => key.startsWith(`${id} `)),
    );
  });

  test('most of what is normalised can be read and compared', () => {
    const readings = cases.map(readingsOf);
    expect(readings.filter(reading => typeof reading !== 'string').length).toBeGreaterThan(40);
    expect(new Set(readings.filter(reading => typeof reading === 'string'))).toEqual(
      new Set(Object.keys(NOTHING_TO_READ)),
    );
  });
});

function decisionsOf(id: string): typeof DECISIONS {
  return DECISIONS.filter(({ cases }) =>
    cases.some(name => (name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name)),
  );
}

/** What ours does, in the form of a decision. `ours` only says whether to ask for what refuses it. */
function answerOf(quirk: Quirk, ours: Ours): Ours | { readonly accepted: true } {
  const file = { ...quirk, name: quirk.id, cases: [] };
  if (quirk.kind === 'function') {
    const result = callFunction(quirk.function ?? '', quirk.args ?? [], '2026-01-01T00:00:00Z');
    return 'value' in result ? { value: result.value as string } : 'fails';
  }
  if (typeof ours === 'object' && 'refused' in ours) {
    const { definition, diagnostics } = parseDefinition(definitionText(file, quirk));
    const checked = definition === undefined ? [] : checkDefinition(definition, vocabularyOf(file));
    const codes = [...diagnostics, ...checked]
      .filter(each => each.severity === 'error')
      .map(({ code }) => code);
    return { refused: codes.find(code => code === ours.refused) ?? codes.join() };
  }
  if (quirk.kind === 'parser') {
    const errors = parseText(definitionText(file, quirk), 'definition');
    return errors.length === 0 ? { accepted: true } : { refused: errors.map(({ code }) => code).join() };
  }
  const verdict = verdictOf(file, quirk);
  if ('stage' in verdict) return { refused: verdict.message };
  if (verdict.kind === 'error') return { refused: verdict.code };
  return verdict.kind === 'none' ? 'noMatch' : { effect: verdict.effect.toLowerCase() };
}

function theirsOf(quirk: Quirk): Ours | { readonly accepted: true } {
  if (quirk.kind === 'parser') return { accepted: true };
  if (quirk.kind === 'eval')
    return quirk.expect === 'effect' ? { effect: (quirk.want_effect ?? '').toLowerCase() } : 'noMatch';
  if (quirk.want_undefined === true || quirk.want_error !== undefined) return 'fails';
  return { value: quirk.want as string };
}

type Reading = { readonly alias: string; readonly ours: unknown; readonly theirs: unknown };

/** What each alias reads from the resource, and what the peer's inner form has at its short name. */
function readingsOf(each: Normalization): readonly Reading[] | string {
  const [resource, inner] =
    each.expected_denormalized === undefined
      ? [each.input, each.expected_normalized ?? each.expected_envelope?.resource]
      : [each.expected_denormalized, each.input];
  if (!isObject(resource)) return 'a value that is no object';
  if (inner === undefined) return 'the inner form is not given';
  const aliases = tableOf(each);
  const type = String(resource['type']).toLowerCase();
  const [name, ofType] = [...aliases].find(([known]) => known.toLowerCase() === type) ?? [];
  if (name === undefined || ofType === undefined) return 'no alias of its type';
  const vocabulary = createVocabulary({ aliases, dataModes: [], tracked: new Map() });
  const input = {
    resource,
    context: { now: '' },
    ...(each.api_version === undefined ? {} : { apiVersion: each.api_version }),
  };
  return ofType.map(alias => {
    const { definition } = parseDefinition({
      mode: 'All',
      policyRule: { if: { field: alias.name, exists: true }, then: { effect: 'audit' } },
    });
    if (definition === undefined) throw new Error(`a rule about ${alias.name} must parse`);
    const { root } = compile(definition, { values: new Map() }, vocabulary).explain(input);
    const short = alias.name.slice(name.length + 1).split(/\.|(?=\[\*\])/);
    return {
      alias: alias.name,
      ours: root?.kind === 'condition' ? root.expressionValue : undefined,
      theirs: readInner(inner, short),
    };
  });
}

type Manifest = {
  readonly dataNamespace: string;
  readonly aliases: readonly ManifestAlias[];
  readonly resourceTypeAliases: readonly {
    readonly resourceType: string;
    readonly aliases: readonly ManifestAlias[];
  }[];
};
type ManifestAlias = { readonly name: string; readonly paths: readonly { readonly path: string }[] };

function tableOf({ aliases_json, data_manifest_json }: Normalization): AliasTable {
  if (aliases_json !== undefined) return aliasesFromProviderList(JSON.parse(aliases_json)).aliases;
  if (data_manifest_json === undefined) return new Map();
  const manifest: Manifest = JSON.parse(data_manifest_json);
  return new Map(
    manifest.resourceTypeAliases.map(({ resourceType, aliases }) => [
      `${manifest.dataNamespace}/${resourceType}`,
      [...aliases, ...manifest.aliases].map(({ name, paths }) => ({
        name,
        defaultPath: paths[0]?.path ?? '',
      })),
    ]),
  );
}

/** What the inner form has at a name: a value, or with `[*]` an array of all, null for members that lack it. */
function readInner(value: JsonValue | undefined, [name, ...rest]: readonly string[]): JsonValue | undefined {
  if (name === undefined) return value;
  if (name === '[*]') {
    if (!Array.isArray(value)) return [];
    return value.flatMap(member => {
      const found = readInner(member, rest);
      return rest.includes('[*]') && Array.isArray(found) ? found : [found ?? null];
    });
  }
  const key = isObject(value) && Object.keys(value).find(each => each.toLowerCase() === name.toLowerCase());
  return readInner(key && isObject(value) ? value[key] : undefined, rest);
}

/** Names of properties in lower case and in order: the inner form has lost their spelling. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, each) =>
    isObject(each)
      ? Object.fromEntries(
          Object.entries(each)
            .map(([name, member]) => [name.toLowerCase(), member] as const)
            .sort(([left], [right]) => (left < right ? -1 : 1)),
        )
      : each,
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
