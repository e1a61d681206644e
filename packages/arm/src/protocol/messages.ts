import type { ResourceId, ScopeId } from '../ids/resource-id.ts';
import type { JsonObject, JsonValue } from '../json.ts';

export type Verb = 'GET' | 'PUT' | 'PATCH' | 'DELETE' | 'POST' | 'HEAD';

/**
 * Where a path leads. `item`: one resource; `collection`: `{parent}/providers/ns/type` or `{resource}/childType`;
 * `action`: a POST below a resource or scope (`.../listKeys`); `scope`: the scope itself is not a resource (`''`, the tenant).
 */
export type ArmTarget =
  | { readonly kind: 'item'; readonly id: ResourceId }
  | {
      readonly kind: 'collection';
      /** Full type, as it came. */
      readonly type: string;
      readonly typeKey: string;
      /** The scope (top-level types) or parent resource (child types) that is listed; '' is the tenant. */
      readonly under: string;
      readonly underScope: ScopeId;
    };

/** One ARM request, free of HTTP. Query names are decoded and in lower case, `$` kept. */
export type ArmRequest = {
  readonly verb: Verb;
  /** Decoded path, slashes collapsed, no trailing slash. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
  readonly apiVersion: string;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: JsonValue | undefined;
  readonly correlationId: string;
  readonly requestId: string;
  /** `https://host:port` that the client used and the operator configured; absolute links start with it. */
  readonly baseUrl: string;
  readonly clientAddress: string;
  /** Calls back once if the client goes away before it has its answer. Absent where nobody can: the house's own requests. */
  readonly onGone?: (listener: () => void) => void;
};

export type ArmResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: a really empty body. */
  readonly body?: JsonObject | readonly JsonValue[];
  /** Instead of a body: one that was written elsewhere and goes out as it comes, in the type that the headers name. */
  readonly stream?: AsyncIterable<Uint8Array>;
};
