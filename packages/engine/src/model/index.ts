export { COMPLIANCE_RANK } from './compliance-rank.ts';
export type * from './decision.ts';
export type * from './ledger.ts';
export type * from './records.ts';
export type * from './write-set.ts';
