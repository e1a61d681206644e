export type Page<T> = {
  readonly items: readonly T[] /** Opaque; undefined: that was the last page. */;
  readonly next?: string;
};
