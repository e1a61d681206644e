import type { Diagnostic } from '../source/diagnostic.ts';
import { reportDuplicates } from '../source/duplicates.ts';
import {
  describeKind,
  type JsonNode,
  MAX_DEPTH,
  memberOf,
  type ObjectNode,
  toNode,
  toObject,
} from '../source/json-node.ts';
import { createLines, type Lines } from '../source/lines.ts';
import { parseJson } from '../source/parse-json.ts';
import { createReport, type Place, placeBelow, type Report } from '../source/report.ts';
import type { JsonObject } from '../values/json.ts';
import type { ParsedDefinition } from './ast.ts';
import { parseParameters } from './parse-parameters.ts';
import { parseRule } from './parse-rule.ts';

export type ParseResult = {
  readonly definition?: ParsedDefinition;
  /** Of a malformed definition what could be read, where that is anything. */
  readonly rest?: DefinitionRest;
  readonly diagnostics: readonly Diagnostic[];
};

/** What is left of a malformed definition: to find what else is wrong with it, never to be compiled. */
export type DefinitionRest = {
  readonly definition: ParsedDefinition;
  /** Parameters that are declared, but not well: in lower case. */
  readonly malformedParameters: ReadonlySet<string>;
};

/**
 * Reads a policy definition: ARM's envelope (`{properties: {...}}`) or what is in it. Keys that are not known are ignored.
 *
 * There is a definition exactly when no diagnostic is an error. A text gives diagnostics their ranges.
 */
export function parseDefinition(source: string | JsonObject): ParseResult {
  const lines = typeof source === 'string' ? createLines(source) : undefined;
  const report = createReport(lines);
  const node = typeof source === 'string' ? readText(source, report) : readValue(source, report);
  const rest = node && parseRoot(node, lines, report);
  const { diagnostics } = report;
  if (rest === undefined) return { diagnostics };
  const failed = diagnostics.some(diagnostic => diagnostic.severity === 'error');
  return failed ? { rest, diagnostics } : { definition: rest.definition, diagnostics };
}

const ROOT = { pointer: '', start: -1, end: -1 };

function readText(text: string, report: Report): JsonNode | undefined {
  const parsed = parseJson(text);
  if ('node' in parsed) return parsed.node;
  const { code, message, offset } = parsed.problem;
  report.error(code, message, { pointer: '', start: offset, end: Math.min(offset + 1, text.length) });
  return undefined;
}

function readValue(value: JsonObject, report: Report): JsonNode | undefined {
  const node = toNode(value);
  if (node === undefined) report.error('json/too-deep', `Nested deeper than ${MAX_DEPTH} levels.`, ROOT);
  return node;
}

function parseRoot(node: JsonNode, lines: Lines | undefined, report: Report): DefinitionRest | undefined {
  const at: Place = { pointer: '', start: node.start, end: node.end };
  reportDuplicates(node, at, report);
  if (node.kind !== 'object') {
    report.error('definition/shape', `A definition is an object, found ${describeKind(node)}.`, at);
    return undefined;
  }
  const envelope = memberOf(node, 'policyRule') === undefined ? memberOf(node, 'properties') : undefined;
  if (envelope === undefined) return parseProperties(node, at, lines, report);
  const below = placeBelow(at, envelope.name, envelope.value);
  if (envelope.value.kind === 'object') return parseProperties(envelope.value, below, lines, report);
  report.error(
    'definition/shape',
    `properties must be an object, found ${describeKind(envelope.value)}.`,
    below,
  );
  return undefined;
}

function parseProperties(
  node: ObjectNode,
  at: Place,
  lines: Lines | undefined,
  report: Report,
): DefinitionRest | undefined {
  const displayName = textOf(node, 'displayName', at, report);
  const description = textOf(node, 'description', at, report);
  const policyType = textOf(node, 'policyType', at, report);
  const version = textOf(node, 'version', at, report);
  const mode = textOf(node, 'mode', at, report);
  const metadata = objectOf(node, 'metadata', at, report);
  const { parameters, malformed } = parseParameters(node, at, report);
  const rule = parseRule(node, at, report);
  const modeMember = memberOf(node, 'mode');
  if (rule === undefined) return undefined;
  const definition: ParsedDefinition = {
    mode: mode ?? 'Indexed',
    modeAt: modeMember === undefined ? at : placeBelow(at, modeMember.name, modeMember.value),
    parameters,
    rule,
    at,
    lines,
    ...(displayName === undefined ? {} : { displayName }),
    ...(description === undefined ? {} : { description }),
    ...(policyType === undefined ? {} : { policyType }),
    ...(version === undefined ? {} : { version }),
    ...(metadata === undefined ? {} : { metadata: toObject(metadata) }),
  };
  return { definition, malformedParameters: malformed };
}

/** A text property; null counts as absent. */
function textOf(node: ObjectNode, name: string, at: Place, report: Report): string | undefined {
  const member = memberOf(node, name);
  if (member === undefined) return undefined;
  if (member.value.kind === 'scalar' && typeof member.value.value === 'string') return member.value.value;
  if (member.value.kind === 'scalar' && member.value.value === null) return undefined;
  report.error(
    'definition/wrong-type',
    `${name} must be a text, found ${describeKind(member.value)}.`,
    placeBelow(at, member.name, member.value),
  );
  return undefined;
}

function objectOf(node: ObjectNode, name: string, at: Place, report: Report): ObjectNode | undefined {
  const member = memberOf(node, name);
  if (member === undefined || member.value.kind === 'object')
    return member?.value.kind === 'object' ? member.value : undefined;
  if (member.value.kind === 'scalar' && member.value.value === null) return undefined;
  report.error(
    'definition/wrong-type',
    `${name} must be an object, found ${describeKind(member.value)}.`,
    placeBelow(at, member.name, member.value),
  );
  return undefined;
}
