/** Gives the reader a file to keep. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The download has begun by then; what it is of must live until it has.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A name for a file of today: `compliance-2026-11-29.csv`. */
export function fileName(what: string, extension: string, now = Date.now()): string {
  return `${what}-${new Date(now).toISOString().slice(0, 10)}.${extension}`;
}
