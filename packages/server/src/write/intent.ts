import type { ResourceId } from '@sluice/arm/ids';
import type { ArmRequest } from '@sluice/arm/protocol';
import type { Warning } from '@sluice/engine';
import type { Decision, JobRequest, Resource } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { Caller } from './caller.ts';

/** A write of one resource by somebody. */
export type WriteIntent<Verb = 'PUT' | 'PATCH' | 'DELETE'> = {
  readonly verb: Verb;
  readonly type: ResourceType;
  readonly id: ResourceId;
  readonly request: ArmRequest;
  readonly caller: Caller;
  /** What is to be done once the write has committed. */
  readonly jobs?: readonly JobRequest[];
  /** Keys of rules that change the resource though their assignments are not enforced: a remediation asks for them. */
  readonly remedies?: readonly string[];
};

/** As much of a write as says what it would make, and what policy would say of it. */
export type WriteQuestion<Verb = 'PUT' | 'PATCH'> = Pick<
  WriteIntent<Verb>,
  'verb' | 'type' | 'id' | 'caller' | 'remedies'
> & { readonly request: Pick<ArmRequest, 'body' | 'apiVersion' | 'correlationId'> };

/** What a committed PUT or PATCH made. */
export type Written = {
  readonly resource: Resource;
  readonly created: boolean;
  /** The revision it was judged at; for a change that verdicts depend on, the one that it holds from. */
  readonly revision: number;
  /** Where the type is judged. */
  readonly decisionId?: string;
  readonly decision?: Decision;
  readonly warnings: readonly Warning[];
};

/** What a committed DELETE took away; `undefined` when there was nothing. */
export type Removed = { readonly resource: Resource | undefined; readonly revision: number };
