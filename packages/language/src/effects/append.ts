import { checkChangedField } from './changed-field.ts';
import type { DetailChecks, EffectRecord } from './effect-details.ts';
import { type At, asFilledArray, asObject, checkKeys, get, itemsOf, need } from './shape.ts';

/** Adds fields to the request. Details: an array of `{field, value}`, or a single one. */
export const append: EffectRecord = {
  name: 'append',
  inArmModes: true,
  takesDetails: true,
  looksAtRelated: false,
  check(details, checks) {
    if (details === undefined) {
      checks.report.error(
        'details/missing',
        `The effect append needs 'details': an array of {field, value}.`,
        checks.effectAt,
      );
    } else if (details.node.kind === 'object') {
      checkEntry(details, checks);
    } else {
      const list = asFilledArray(details, 'details', checks.report);
      for (const entry of list === undefined ? [] : itemsOf(list)) checkEntry(entry, checks);
    }
  },
};

function checkEntry(entry: At, checks: DetailChecks): void {
  const object = asObject(entry, 'details', checks.report);
  if (object === undefined) return;
  need(object, 'field', checks.report);
  need(object, 'value', checks.report);
  const field = get(object, 'field');
  const value = get(object, 'value');
  if (field !== undefined) checkChangedField(field, value, checks);
  else if (value !== undefined) checks.template(value.node, value.at);
  checkKeys(object, ['field', 'value'], 'append', checks.report);
}
