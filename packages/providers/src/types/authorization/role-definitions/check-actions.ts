import type { JsonObject } from '@sluice/language';
import { arrayAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';

/** `Namespace.Name/type/verb`, with `*` anywhere: in the place of each of them, and inside. A namespace has a dot. */
const ACTION = /^(?:[^/\s]*[.*][^/\s]*)(?:\/[^/\s]+)*\/(?:read|write|delete|action|[^/\s]*\*)$/i;

/**
 * Throws when an entry of `actions` or `notActions` can name no operation, whatever providers there are: a role that takes nothing back
 * allows more than its author meant. Operations of providers that nothing here is of are as good as any, since roles of Azure name them.
 *
 * Source: Azure RBAC documentation, "Understand Azure role definitions".
 */
export function checkActions(permissions: readonly JsonObject[]): void {
  for (const [index, permission] of permissions.entries()) {
    for (const name of ['actions', 'notActions'] as const) {
      const entries = arrayAt(permission, name);
      const at = entries.findIndex(entry => typeof entry !== 'string' || !isAction(entry));
      if (at < 0) continue;
      const message = `'${String(entries[at])}' names no operation. Use '*', or a namespace, types and a verb with '*' in the place of any of them: 'Microsoft.MachineLearningServices/workspaces/read', 'Microsoft.Authorization/*/write', '*/read'. A verb is read, write, delete or action.`;
      throw refuse('InvalidActionOrNotAction', message, `/properties/permissions/${index}/${name}/${at}`);
    }
  }
}

function isAction(text: string): boolean {
  return text === '*' || ACTION.test(text);
}
