import type { ObjectNode } from '../source/json-node.ts';
import type { Details } from '../syntax/ast.ts';
import type { DetailChecks } from './effect-details.ts';
import {
  type At,
  asFilledArray,
  asObject,
  checkOneOf,
  checkTemplate,
  get,
  itemsOf,
  need,
  needObject,
} from './shape.ts';

const KUBERNETES = 'microsoft.kubernetes.data';

/** Details of audit and deny in the Kubernetes mode: a Gatekeeper constraint. Their shape only; nothing is run. */
export function checkKubernetes(effect: string, details: Details | undefined, checks: DetailChecks): void {
  if (checks.mode !== KUBERNETES) return;
  const object = needObject(details, effect, checks);
  if (object === undefined) return;
  const template = get(object, 'templateInfo');
  const old = get(object, 'constraintTemplate');
  if ((template === undefined) === (old === undefined)) {
    const both = template === undefined ? 'neither is here' : 'both are here';
    checks.report.error(
      'details/shape',
      `Details need templateInfo, or else constraintTemplate; ${both}.`,
      object.at,
    );
  }
  if (template !== undefined) {
    checkSource(template, 'templateInfo', checks);
    for (const name of ['apiGroups', 'kinds']) checkSelection(object, name, checks);
  }
  checkScope(object, checks);
}

/** `namespaces` and its like, which all Kubernetes effects may have. */
export function checkScope(object: At<ObjectNode>, checks: DetailChecks): void {
  for (const name of ['namespaces', 'excludedNamespaces', 'labelSelector', 'values']) {
    const value = get(object, name);
    if (value !== undefined) checks.template(value.node, value.at);
  }
}

/** Where a template or mutation comes from: an address or the content itself. */
export function checkSource(value: At, name: string, checks: DetailChecks): void {
  const object = asObject(value, name, checks.report);
  if (object === undefined) return;
  const type = need(object, 'sourceType', checks.report);
  checkOneOf(type, 'sourceType', ['PublicURL', 'Base64Encoded'], checks);
  if (get(object, 'url') === undefined && get(object, 'content') === undefined) {
    checks.report.error('details/missing', `'${name}' needs 'url' or 'content'.`, object.at);
  }
}

function checkSelection(object: At<ObjectNode>, name: string, checks: DetailChecks): void {
  const value = need(object, name, checks.report);
  if (value === undefined || value.node.kind === 'scalar') {
    checkTemplate(value, checks);
    return;
  }
  const list = asFilledArray(value, name, checks.report);
  for (const item of list === undefined ? [] : itemsOf(list)) {
    if (item.node.kind === 'scalar' && item.node.value === '*') {
      checks.report.error(
        'details/value',
        `'${name}' names what the template judges; '*' is too much.`,
        item.at,
      );
    }
  }
}
