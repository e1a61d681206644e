// All of ../shared/conformance through the built command, as another tool runs it: lines of JSON in, lines of JSON out.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { JsonValue } from '@sluice/language';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CASES,
  type Case,
  type CaseFile,
  hasCases,
  readAliases,
  readCases,
  relatedOf,
  sourceOf,
} from './conformance-case.ts';
import { expectEffect } from './expect-effect.ts';

type Answer = {
  readonly id: string;
  readonly effect?: string;
  readonly details?: JsonValue;
  readonly undefined?: true;
  readonly ok?: true;
  readonly value?: JsonValue;
  readonly error?: { readonly stage: string; readonly message: string };
};
type FunctionCase = {
  readonly id: string;
  readonly args: readonly JsonValue[];
  readonly want?: JsonValue;
  readonly want_null?: boolean;
  readonly want_undefined?: boolean;
  readonly want_error?: string;
};
type Suite = { readonly function: string; readonly cases: readonly FunctionCase[] };
type Asked = { readonly id: string; readonly request: object; readonly holds: (answer: Answer) => void };

/** A runner that says of each case whether fields are paths, and one that says nothing. */
const STYLES = ['says rawPaths always', 'says rawPaths where it is true'] as const;

const isRequired = process.env['CI'] === 'true';

describe.skipIf(!hasCases && !isRequired).each(STYLES)(
  'sluice evaluate --stdin, for a runner that %s',
  style => {
    const catalogues = hasCases ? readdirSync(`${CASES}aliases`) : [];
    const asked = hasCases ? [...evalCases(style), ...parserCases(), ...functionCases()] : [];
    let answers: Map<string, Answer>;
    let ended: { readonly code: number | null; readonly lines: number };

    beforeAll(async () => {
      const requests = [
        ...catalogues.map(name => ({ op: 'aliases', name, catalogue: readAliases(name) })),
        ...asked.map(({ id, request }) => ({ ...request, id })),
      ];
      const { code, output } = await talk(requests.map(request => `${JSON.stringify(request)}\n`));
      const lines = output.split('\n').filter(line => line !== '');
      answers = new Map(lines.map(line => JSON.parse(line)).map((answer: Answer) => [answer.id, answer]));
      ended = { code, lines: lines.length };
    });
    afterAll(() => answers?.clear());

    it('answers every request that has an answer, and nothing else', () => {
      expect(ended).toEqual({ code: 0, lines: asked.length });
      expect(asked.length).toBeGreaterThan(900);
    });

    it.each(asked)('$id', ({ id, holds }) => {
      const answer = answers.get(id);
      expect(answer).toBeDefined();
      if (answer !== undefined) holds(answer);
    });
  },
);

function talk(lines: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['packages/cli/bin/sluice.mjs', 'evaluate', '--stdin'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', reject);
    child.on('close', code => resolve({ code, output: Buffer.concat(parts).toString() }));
    for (const line of lines) child.stdin.write(line);
    child.stdin.end();
  });
}

function evalCases(style: (typeof STYLES)[number]): Asked[] {
  return readCases('eval').flatMap(file =>
    file.cases.map(each => ({
      id: each.id,
      request: {
        op: 'evaluate',
        ...sourceOf(file, each),
        ...(file.aliases === undefined ? {} : { aliases: file.aliases }),
        ...rawPaths(each, style),
        parameters: each.parameters,
        resource: each.resource,
        context: each.context,
        requestContext: each.request_context,
        apiVersion: each.api_version,
        related: each.host_await === undefined ? undefined : relatedOf(each),
      },
      holds: (answer: Answer) => judged(each, answer),
    })),
  );
}

function rawPaths(each: Case, style: (typeof STYLES)[number]): object {
  if (style === 'says rawPaths always') return { rawPaths: each.raw_paths ?? false };
  return each.raw_paths === true ? { rawPaths: true } : {};
}

function judged(each: Case, answer: Answer): void {
  switch (each.expect) {
    case 'parse_error':
    case 'compile_error':
      expect(answer.error?.stage).toMatch(/^(?:parse|compile)$/);
      return;
    case 'no_match':
      expect(answer).toEqual({ id: each.id, undefined: true });
      return;
    case 'effect':
      expect(answer).toHaveProperty('effect');
      expectEffect(each, { effect: answer.effect ?? '', details: answer.details });
      return;
    default:
      expect(answer).not.toHaveProperty('error');
  }
}

const LEVELS = { constraint: 'constraint', policy_rule: 'rule', policy_definition: 'definition' } as const;

function parserCases(): Asked[] {
  return readCases('parser').flatMap((file: CaseFile) =>
    file.cases.map(each => ({
      id: each.id,
      request: {
        op: 'parse',
        level: LEVELS[each.parse_level ?? 'constraint'],
        source: each.policy_rule ?? file.policy_rule ?? Object.values(sourceOf(file, each))[0],
      },
      holds: (answer: Answer) =>
        expect(answer).toEqual(
          each.want_parse_error === true
            ? { id: each.id, error: { stage: 'parse', message: expect.any(String) } }
            : { id: each.id, ok: true },
        ),
    })),
  );
}

function functionCases(): Asked[] {
  return readdirSync(`${CASES}functions`)
    .map((name): Suite => JSON.parse(readFileSync(`${CASES}functions/${name}`, 'utf8')))
    .flatMap(suite =>
      suite.cases.map(each => ({
        id: each.id,
        request: { op: 'function', function: suite.function, arguments: each.args },
        holds: (answer: Answer) =>
          expect(answer).toEqual(
            each.want_undefined === true || each.want_error !== undefined
              ? { id: each.id, error: { stage: 'evaluate', message: expect.any(String) } }
              : { id: each.id, value: each.want_null === true ? null : each.want },
          ),
      })),
    );
}
