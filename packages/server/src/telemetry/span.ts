/** Ids, codes and counts: never a body, a token or a text that somebody wrote. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A stretch of work in a trace. */
export type Span = {
  set(attributes: SpanAttributes): void;
  /** It did not do what it was to do. Only the code or the name of the error is kept: its message may quote what somebody sent. */
  fail(error: unknown): void;
  end(): void;
  /** A part of it, begun now. */
  child(name: string): Span;
};

export type SpanBeginning = {
  readonly kind: 'server' | 'consumer';
  /** As W3C Trace Context has it: the span of the caller that this one is part of. */
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
  readonly attributes: SpanAttributes;
};

/** Where traces go. */
export type Tracer = {
  /** A span with no other one of this server above it. */
  begin(name: string, beginning: SpanBeginning): Span;
  /** Sends what waits to be sent; gives up after some seconds. */
  close(): Promise<void>;
};
