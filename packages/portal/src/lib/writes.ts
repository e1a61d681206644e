const listeners = new Set<() => void>();

/** Says that the server has taken a write of ours. */
export function tellWritten(): void {
  for (const listener of listeners) listener();
}

/** Calls the listener after each write that the server took. Answers how to end it. */
export function onWritten(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
