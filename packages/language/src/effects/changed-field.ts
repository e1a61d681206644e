import type { FieldTarget } from '../runtime/field-target.ts';
import { agreesWithType, describeType } from '../runtime/token-type.ts';
import type { Template } from '../syntax/ast.ts';
import { isExpression } from '../syntax/parse-expression.ts';
import type { JsonValue } from '../values/json.ts';
import type { DetailChecks } from './effect-details.ts';
import { type At, asText } from './shape.ts';

/**
 * Checks a field that an effect changes, and what is written there as far as it is constant. Gives the field's name; undefined for
 * what is none, or is known only when the rule acts.
 */
export function checkChangedField(
  field: At,
  value: At | undefined,
  checks: DetailChecks,
): string | undefined {
  const name = asText(field, 'field', checks.report);
  if (name !== undefined) checks.field(field.node, field.at);
  const written = value && checks.template(value.node, value.at);
  if (name === undefined || isExpression(name)) return undefined;
  const target = checks.target(name);
  if ('refusal' in target) {
    if (target.refusal === 'readOnly') reportReadOnly(name, field, checks);
  } else if (value !== undefined && written !== undefined) {
    checkValue(name, target.type, { value, written }, checks);
  }
  return name;
}

function reportReadOnly(name: string, { at }: At, { report }: DetailChecks): void {
  if (!name.includes('/')) {
    report.error('details/value', `'${name}' cannot be changed by a policy.`, at);
    return;
  }
  report.warning(
    'modify/not-modifiable',
    `The alias '${name}' names what verdicts depend on: no policy changes it, and an append of it refuses the request.`,
    at,
  );
}

function checkValue(
  name: string,
  type: FieldTarget['type'],
  { value, written }: { readonly value: At; readonly written: Template },
  { report }: DetailChecks,
): void {
  const known = knownPart(written);
  if (known === undefined || agreesWithType(known, type)) return;
  report.warning(
    'modify/token-type',
    `The value for '${name}' is of another kind than ${describeType(type)}: it will not be written.`,
    value.at,
  );
}

/** The value, or an empty one of its kind; undefined for an expression. */
function knownPart(written: Template): JsonValue | undefined {
  switch (written.kind) {
    case 'constant':
      return written.value;
    case 'array':
      return [];
    case 'object':
      return {};
    case 'expression':
      return undefined;
  }
}
