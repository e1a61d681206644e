/** A text as one word of a POSIX shell (bash, zsh, sh): whatever is in it, nothing of it is expanded. */
export function shellQuote(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('=')) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
