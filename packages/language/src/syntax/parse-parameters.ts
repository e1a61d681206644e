import {
  describeKind,
  type JsonNode,
  type MemberNode,
  memberOf,
  type ObjectNode,
  toObject,
  toValue,
} from '../source/json-node.ts';
import { type Place, placeBelow, type Report } from '../source/report.ts';
import { PARAMETER_TYPES, type ParameterDefinition, type ParameterType } from './ast.ts';

/** The parameters of a definition, and the names (in lower case) of those whose declaration is malformed. */
export type ParsedParameters = {
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  readonly malformed: ReadonlySet<string>;
};

/** Reads `parameters`; what is malformed is reported. */
export function parseParameters(node: ObjectNode, at: Place, report: Report): ParsedParameters {
  const parameters = new Map<string, ParameterDefinition>();
  const malformed = new Set<string>();
  const parsed = { parameters, malformed };
  const member = memberOf(node, 'parameters');
  if (member === undefined || isNull(member.value)) return parsed;
  const below = placeBelow(at, member.name, member.value);
  if (member.value.kind !== 'object') {
    report.error(
      'definition/wrong-type',
      `parameters must be an object, found ${describeKind(member.value)}.`,
      below,
    );
    return parsed;
  }
  for (const each of member.value.members) {
    const parameter = parseParameter(each, placeBelow(below, each.name, each.value), report);
    if (parameter === undefined) malformed.add(each.name.toLowerCase());
    else parameters.set(each.name.toLowerCase(), parameter);
  }
  return parsed;
}

function parseParameter(member: MemberNode, at: Place, report: Report): ParameterDefinition | undefined {
  const node = member.value;
  if (node.kind !== 'object') {
    report.error(
      'parameter/shape',
      `The parameter '${member.name}' must be an object, found ${describeKind(node)}.`,
      at,
    );
    return undefined;
  }
  const type = parseType(member.name, node, at, report);
  const allowed = memberOf(node, 'allowedValues');
  const defaultValue = memberOf(node, 'defaultValue');
  const schema = memberOf(node, 'schema')?.value;
  const metadata = memberOf(node, 'metadata')?.value;
  if (allowed !== undefined && allowed.value.kind !== 'array' && !isNull(allowed.value)) {
    report.error(
      'parameter/allowed-values',
      `allowedValues must be an array, found ${describeKind(allowed.value)}.`,
      placeBelow(at, allowed.name, allowed.value),
    );
  }
  return (
    type && {
      name: member.name,
      type,
      at,
      ...(defaultValue === undefined ? {} : { defaultValue: toValue(defaultValue.value) }),
      ...(allowed?.value.kind === 'array' ? { allowedValues: allowed.value.items.map(toValue) } : {}),
      ...(schema === undefined ? {} : { schema: toValue(schema) }),
      ...(metadata?.kind === 'object' ? { metadata: toObject(metadata) } : {}),
    }
  );
}

function parseType(name: string, node: ObjectNode, at: Place, report: Report): ParameterType | undefined {
  const member = memberOf(node, 'type');
  if (member === undefined) {
    report.error(
      'parameter/no-type',
      `The parameter '${name}' needs a type: one of ${PARAMETER_TYPES.join(', ')}.`,
      at,
    );
    return undefined;
  }
  const text = member.value.kind === 'scalar' ? String(member.value.value).toLowerCase() : '';
  const type = PARAMETER_TYPES.find(known => known.toLowerCase() === text);
  if (type === undefined) {
    const found =
      member.value.kind === 'scalar' ? `'${String(member.value.value)}'` : describeKind(member.value);
    report.error(
      'parameter/unknown-type',
      `The type of '${name}' must be one of ${PARAMETER_TYPES.join(', ')}, found ${found}.`,
      placeBelow(at, member.name, member.value),
    );
  }
  return type;
}

function isNull(node: JsonNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
