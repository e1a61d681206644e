import type { SnapshotChange } from '../model/records.ts';
import type { ProblemCode } from '../problem-code.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem } from './change-problem.ts';
import { type Limits, limitsOf } from './limits.ts';

type Counted = 'policyDefinition' | 'policySetDefinition' | 'policyAssignment' | 'policyExemption';
type Quota = {
  readonly code: ProblemCode;
  readonly limit: keyof Limits;
  readonly what: string;
  records(snapshot: Snapshot): ReadonlyMap<string, object>;
};

const QUOTAS: Readonly<Record<Counted, Quota>> = {
  policyDefinition: {
    code: 'PolicyDefinitionQuotaExceeded',
    limit: 'definitionsPerScope',
    what: 'policy definitions',
    records: ({ definitions }) => definitions,
  },
  policySetDefinition: {
    code: 'PolicySetDefinitionQuotaExceeded',
    limit: 'initiativesPerScope',
    what: 'policy set definitions',
    records: ({ initiatives }) => initiatives,
  },
  policyAssignment: {
    code: 'PolicyAssignmentQuotaExceeded',
    limit: 'assignmentsPerScope',
    what: 'policy assignments',
    records: ({ assignments }) => assignments,
  },
  policyExemption: {
    code: 'PolicyExemptionQuotaExceeded',
    limit: 'exemptionsPerScope',
    what: 'policy exemptions',
    records: ({ exemptions }) => exemptions,
  },
};

/** Refuses one more object of a kind where its scope has as many as it may. The house's own are not counted. */
export function quotaProblems(
  previous: Snapshot,
  next: Snapshot,
  change: SnapshotChange,
): readonly ChangeProblem[] {
  if (!isCounted(change) || change.record === null) return [];
  const { code, limit, what, records } = QUOTAS[change.kind];
  if (records(previous).has(change.key)) return [];
  const at = change.key.lastIndexOf(PREFIX);
  if (at <= 0) return [];
  const scope = change.key.slice(0, at);
  const limits = limitsOf(next.settings);
  const own = [...records(next).keys()].filter(key => scopeOf(key) === scope);
  const target = change.record.id;
  if (own.length > limits[limit]) {
    const message = `The scope '${scope}' has ${limits[limit]} ${what}, and no more are allowed (limits.${limit} of the settings).`;
    return [{ code, message, target }];
  }
  if (change.kind !== 'policySetDefinition') return [];
  const custom = [...next.initiatives.values()].filter(({ policyType }) => policyType === 'Custom');
  if (custom.length <= limits.initiativesPerTenant) return [];
  const message = `The tenant has ${limits.initiativesPerTenant} ${what}, and no more are allowed (limits.initiativesPerTenant of the settings).`;
  return [{ code, message, target }];
}

const PREFIX = '/providers/microsoft.authorization/';

function scopeOf(key: string): string {
  return key.slice(0, key.lastIndexOf(PREFIX));
}

function isCounted(change: SnapshotChange): change is Extract<SnapshotChange, { kind: Counted }> {
  return change.kind in QUOTAS;
}
