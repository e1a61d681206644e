import type { ComplianceState } from '../model/records.ts';

/** What an effect does when its rule matches. Data: `decide` and the records read it, nothing is called. */
export type EffectBehaviour = {
  /** False: known to the language but not built yet. Refused by name when a policy object would use it. */
  readonly supported: boolean;
  /**
   * When it acts. `never`: the rule is not even evaluated; `change`: alters the request before it is judged; `deny`, `audit`: on the
   * request; `report`: only in compliance; `afterwards`: when the provider is done; `delete`: on a delete.
   */
  readonly phase: 'never' | 'change' | 'deny' | 'audit' | 'report' | 'afterwards' | 'delete';
  /** A match refuses the request that it is judged for. */
  readonly refuses: boolean;
  /** The compliance state of a resource for which the rule matches. */
  readonly matchedState: ComplianceState;
  /** The activity log's operation for a match on a request. */
  readonly logOperation?: string;
};

/** The log's operation of an effect, as Azure names them. */
export function policyOperation(effect: string): string {
  return `Microsoft.Authorization/policies/${effect}/action`;
}
