/** The lines of a text that say something, each without the space around it, and without what JSON puts around the texts of a list. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(line =>
      line
        .trim()
        .replace(/^\[?\s*["']|["']\s*,?\s*\]?$|,$/g, '')
        .trim(),
    )
    .filter(line => line !== '' && line !== '[' && line !== ']');
}
