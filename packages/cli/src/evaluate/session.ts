import type { JsonObject, JsonValue } from '@sluice/language';
import { createProviderVocabulary } from '@sluice/providers/types';
import { NO_ALIASES, readCatalogue } from './alias-catalogue.ts';
import { callFunction } from './call-function.ts';
import { inputOf } from './case-context.ts';
import { createFinder, type Finder } from './found-by-name.ts';
import { judgeResource } from './judge-resource.ts';
import { parseText } from './parse-text.ts';
import { prepareRule } from './prepare-rule.ts';
import { type EvaluateRequest, type FunctionRequest, type ParseRequest, readRequest } from './requests.ts';
import { definitionOfRule } from './rule-definition.ts';

type Stage = 'parse' | 'compile' | 'evaluate';
type Reply =
  | { readonly effect: string; readonly details?: JsonValue }
  | { readonly undefined: true }
  | { readonly ok: true }
  | { readonly value: JsonValue }
  | { readonly error: { readonly stage: Stage; readonly message: string } };
export type Session = { answer(line: string): JsonObject | undefined };

/**
 * One conversation over lines of JSON, as `sluice evaluate --stdin` has it: a line in, an answer with its id or nothing
 * out. Remembers the alias catalogues that were handed in. Never throws. `now` is asked where a request names no time.
 */
export function createSession(now: () => string): Session {
  const catalogues = new Map<string, Catalogue>([['', ownNames()]]);
  return {
    answer(line) {
      if (line.trim() === '') return undefined;
      const request = parseLine(line);
      if (request === undefined) return failed('parse', 'The line is no JSON object.');
      const id = request['id'] === undefined ? {} : { id: request['id'] };
      const reply = replyTo(request, catalogues, now);
      return reply === undefined ? undefined : { ...id, ...reply };
    },
  };
}

type Catalogue = { readonly vocabulary: typeof NO_ALIASES.vocabulary; readonly find: Finder };

/** No names but the built-in ones: fields are paths into the resource. */
const PATHS: Catalogue = { vocabulary: NO_ALIASES.vocabulary, find: createFinder(NO_ALIASES.aliases) };

/** The names that the server knows. */
function ownNames(): Catalogue {
  return { vocabulary: createProviderVocabulary(), find: PATHS.find };
}

function parseLine(line: string): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

function replyTo(
  value: JsonObject,
  catalogues: Map<string, Catalogue>,
  now: () => string,
): Reply | undefined {
  try {
    const request = readRequest(value);
    if ('problem' in request) return failed('parse', request.problem);
    switch (request.op) {
      case 'aliases': {
        const { aliases, vocabulary } = readCatalogue(request.catalogue);
        catalogues.set(request.name, { vocabulary, find: createFinder(aliases) });
        return undefined;
      }
      case 'evaluate':
        return evaluate(request, catalogueOf(request, catalogues), now());
      case 'parse':
        return parse(request);
      case 'function':
        return call(request, now());
    }
  } catch (error) {
    // Input nested so deeply that the stack ends is the only way here that we know; one line must not end the others.
    return failed('evaluate', error instanceof Error ? error.message : String(error));
  }
}

function catalogueOf(
  { aliases, rawPaths }: EvaluateRequest,
  catalogues: ReadonlyMap<string, Catalogue>,
): Catalogue | undefined {
  return aliases === undefined && rawPaths ? PATHS : catalogues.get(aliases ?? '');
}

function evaluate(request: EvaluateRequest, catalogue: Catalogue | undefined, now: string): Reply {
  if (catalogue === undefined)
    return failed(
      'compile',
      `There is no alias catalogue '${request.aliases}': send it first, with op 'aliases'.`,
    );
  const { rule, definition = definitionOfRule(rule ?? {}, request.parameters), parameters } = request;
  const prepared = prepareRule({
    definition,
    parameters,
    vocabulary: catalogue.vocabulary,
    // Without a catalogue a field that the server does not know either is a path.
    reading: request.rawPaths === false && request.aliases !== undefined ? 'lenientNames' : 'lenient',
  });
  if ('stage' in prepared) return failed(prepared.stage, prepared.message);
  const input = inputOf({ ...request, resource: catalogue.find(request.resource) }, now);
  const verdict = judgeResource(prepared, input, request.related.map(catalogue.find));
  switch (verdict.kind) {
    case 'none':
      return { undefined: true };
    case 'error':
      return failed('evaluate', `${verdict.message} (${verdict.code})`);
    case 'effect': {
      const { effect, details } = verdict;
      return details === undefined ? { effect } : { effect, details };
    }
  }
}

function parse({ source, level }: ParseRequest): Reply {
  const [error] = parseText(source, level);
  return error === undefined ? { ok: true } : failed('parse', `${error.message} (${error.code})`);
}

function call(request: FunctionRequest, now: string): Reply {
  const result = callFunction(request.function, request.arguments, now);
  if ('value' in result) return { value: result.value };
  return failed('evaluate', `${result.problem.message} (${result.problem.code})`);
}

function failed(
  stage: Stage,
  message: string,
): { readonly error: { readonly stage: Stage; readonly message: string } } {
  return { error: { stage, message } };
}
