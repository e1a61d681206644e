import type { ArmRequest, ArmResponse, ArmTarget, Verb } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { Scanner } from '../scan/scanner.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Caller } from '../write/caller.ts';
import type { WriteDependencies } from '../write/dependencies.ts';

/** What handlers need from outside: what writing needs, and the thread that works out what would take the event loop too long. */
export type Services = WriteDependencies & {
  readonly tasks: Tasks;
  /** The thread that judges existing resources, which nobody waits for. */
  readonly scanner: Scanner;
};

/** One request on its way to its handler. */
export type Call<Target extends ArmTarget = ArmTarget> = {
  readonly request: ArmRequest;
  readonly caller: Caller;
  readonly target: Target;
  /** Newest known here when the request was taken up. */
  readonly snapshot: Snapshot;
  readonly services: Services;
};
export type ItemCall = Call<Extract<ArmTarget, { kind: 'item' }>>;
export type CollectionCall = Call<Extract<ArmTarget, { kind: 'collection' }>>;

type RouteBase = {
  readonly verb: Verb;
  /** The type that the path leads to; an action is a collection of the action's name (`.../onlineEndpoints/listKeys`). */
  readonly type: string;
  /** The RBAC action that the caller needs. */
  readonly action: string;
  /**
   * Where the caller needs it. `target`: at the resource, or at the scope or parent that is listed or acted on. `anywhere`: at some
   * scope (what is the same for everybody). `self`: the handler answers only what the caller may do the action on.
   */
  readonly access: 'target' | 'anywhere' | 'self';
};

/** What a resource type cannot do by itself (`resources/stored.ts` does the rest). */
export type Route =
  | (RouteBase & { readonly kind: 'item'; handle(call: ItemCall): Promise<ArmResponse> | ArmResponse })
  | (RouteBase & {
      readonly kind: 'collection';
      handle(call: CollectionCall): Promise<ArmResponse> | ArmResponse;
    });
