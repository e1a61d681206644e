import type { ScopeId } from '@sluice/arm/ids';
import { applyChanges, createSnapshot } from '@sluice/engine';
import { createProviderVocabulary, createTypeTable } from '@sluice/providers/types';
import { joinStorage } from '@sluice/storage';
import type { Installation } from './place.ts';
import {
  exportInsights,
  type InsightsExport,
} from './resources/microsoft.policy-insights/export-insights.ts';
import { placesOf, toInsightsScope } from './resources/microsoft.policy-insights/insights-place.ts';
import { tenantOf } from './with-storage.ts';

/** What of an installation's compliance is wanted. `scope`: a place, or a policy object. */
export type ComplianceExport = Omit<InsightsExport, 'target' | 'under' | 'now'> & { readonly scope: ScopeId };

/**
 * The states or policy events of an installation, whoever they are about, as the bytes of a file: the rows that the REST API shows. Rejects as
 * `joinStorage` does, and before the first byte for what cannot be asked and for a place that is not there.
 */
export async function* exportInstallationCompliance(
  { place }: Installation,
  { scope, ...asked }: ComplianceExport,
): AsyncGenerator<Uint8Array> {
  const storage = await joinStorage(place);
  try {
    const tenantId = await tenantOf(storage);
    const { revision, changes } = await storage.changes.current();
    const snapshot = applyChanges(
      createSnapshot(createTypeTable(), createProviderVocabulary()),
      revision,
      changes,
    );
    const target = toInsightsScope(snapshot, scope);
    yield* await exportInsights(
      { storage, tenantId, snapshot: () => snapshot },
      {
        ...asked,
        target,
        under: placesOf(snapshot, tenantId, target.scope),
        now: new Date().toISOString(),
      },
    );
  } finally {
    await storage.close();
  }
}
