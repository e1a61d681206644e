import type { ScopeContext } from '../model/decision.ts';
import { ancestry, type ScopeTree } from './ancestry.ts';

/** What the rules may ask about the place of a resource or scope: its subscription, its group, the management groups above. */
export function scopeContext(snapshot: { readonly scopes: ScopeTree }, resourceKey: string): ScopeContext {
  const records = ancestry(snapshot.scopes, resourceKey).flatMap(key => snapshot.scopes.get(key) ?? []);
  const subscription = records.find(record => record.kind === 'subscription')?.document;
  const resourceGroup = records.find(record => record.kind === 'resourceGroup')?.document;
  return {
    ...(subscription && { subscription }),
    ...(resourceGroup && { resourceGroup }),
    managementGroups: records.filter(record => record.kind === 'managementGroup').map(record => record.name),
  };
}
