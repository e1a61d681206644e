/** The text on one line, cut after a word so that it has at most so many characters, the sign that there is more among them. */
export function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  const end = cut.lastIndexOf(' ');
  // A character of two halves is not cut in the middle.
  const kept = end > most / 2 ? cut.slice(0, end) : cut.replace(/[\ud800-\udbff]$/, '');
  return `${kept}…`;
}
