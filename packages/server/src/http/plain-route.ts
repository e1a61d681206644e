import type { JsonObject, JsonValue } from '@sluice/arm/protocol';

/** A request to what is not ARM: discovery, the authority, health. Free of the HTTP library. */
export type PlainRequest = {
  /** HEAD goes where GET does: what a GET sets in motion, a HEAD does not. */
  readonly method: string;
  readonly path: string;
  /** What stood in the `{places}` of the route's path. */
  readonly params: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly query: ReadonlyMap<string, string>;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined for an empty body. */
  readonly body: string | undefined;
  /** `https://name:port` that the client used and the operator configured. */
  readonly baseUrl: string;
  readonly clientAddress: string;
  readonly correlationId: string;
};

/** A text, and bytes, need their content type; JSON has one. */
export type PlainResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
} & (
  | { readonly body?: JsonObject | readonly JsonValue[]; readonly contentType?: undefined }
  | { readonly body: string | Uint8Array; readonly contentType: string }
);

/** A request that never came to the handler of its route, or failed in it. */
export type Failure = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly message: string;
};

/** One anonymous route. Fixed segments of `path` are matched without case; `{name}` takes one segment, `{name*}` at the end all that follow. */
export type PlainRoute = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Answers under any host name: for those who know a server by its address only, and that says nothing worth tricking a browser for. */
  readonly anyHost?: true;
  handle(request: PlainRequest): PlainResponse | Promise<PlainResponse>;
  /** How whoever asks here reads of failures; left out: in ARM's form. */
  tellFailure?(failure: Failure, request: Pick<PlainRequest, 'baseUrl' | 'correlationId'>): PlainResponse;
};

/** Finds the route of a request. `others` are those of its path for other methods, none when it is nobody's. */
export type PlainMatch =
  | { readonly route: PlainRoute; readonly params: Readonly<Record<string, string>> }
  | { readonly route: undefined; readonly others: readonly PlainRoute[] };

/** A lookup over the routes, in their order. HEAD goes where GET does. */
export function createPlainMatcher(
  routes: readonly PlainRoute[],
): (method: string, path: string) => PlainMatch {
  const patterns = routes.map(route => ({ route, segments: route.path.split('/').slice(1) }));
  return (method, path) => {
    const asked = method === 'HEAD' ? 'GET' : method;
    const segments = path.split('/').slice(1);
    const others: PlainRoute[] = [];
    for (const { route, segments: pattern } of patterns) {
      const params = match(pattern, segments);
      if (params === undefined) continue;
      if (route.method === asked) return { route, params };
      others.push(route);
    }
    return { route: undefined, others };
  };
}

function match(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const takesRest = pattern.at(-1)?.endsWith('*}') === true;
  if (takesRest ? segments.length < pattern.length : segments.length !== pattern.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, fixed] of pattern.entries()) {
    if (fixed.endsWith('*}')) {
      params[fixed.slice(1, -2)] = segments.slice(index).join('/');
      break;
    }
    const segment = segments[index] ?? '';
    if (fixed.startsWith('{')) {
      if (segment === '') return undefined;
      params[fixed.slice(1, -1)] = segment;
    } else if (fixed.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}
