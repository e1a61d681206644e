import type { DetailChecks, EffectRecord } from './effect-details.ts';
import { type At, asFilledArray, asObject, checkOneOf, get, itemsOf, need, needObject } from './shape.ts';

/** Refuses to delete. Details: actionNames (delete only), cascadeBehaviors (mode Indexed only). */
export const denyAction: EffectRecord = {
  name: 'denyAction',
  inArmModes: true,
  takesDetails: true,
  looksAtRelated: false,
  check(details, checks) {
    const object = needObject(details, 'denyAction', checks);
    if (object === undefined) return;
    const names = need(object, 'actionNames', checks.report);
    const list = names && asFilledArray(names, 'actionNames', checks.report);
    for (const name of list === undefined ? [] : itemsOf(list))
      checkOneOf(name, 'actionNames', ['delete'], checks);
    checkCascade(get(object, 'cascadeBehaviors'), checks);
  },
};

function checkCascade(value: At | undefined, checks: DetailChecks): void {
  const object = value && asObject(value, 'cascadeBehaviors', checks.report);
  if (object === undefined) return;
  if (checks.mode !== 'indexed') {
    checks.report.error(
      'details/not-in-mode',
      `'cascadeBehaviors' has a meaning in mode Indexed only.`,
      object.at,
    );
  }
  checkOneOf(get(object, 'resourceGroup'), 'resourceGroup', ['allow', 'deny'], checks);
}
