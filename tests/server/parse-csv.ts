/** RFC 4180 as its grammar has it, read a character at a time; rows of cells. Throws for what is no CSV. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let [row, cell]: [string[], string] = [[], ''];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (at >= text.length) throw new Error('a quote is not closed');
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[at++];
        else break;
      }
      at++;
      if (text[at] !== ',' && text[at] !== '\r') throw new Error(`text behind a quote at ${at}`);
    }
    if (text[at] === ',') {
      row.push(cell);
      cell = '';
      at++;
    } else if (text[at] === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 2;
    } else if (text[at] === '\r' || text[at] === '\n' || (cell !== '' && text[at] === '"')) {
      throw new Error(`a bare character at ${at}`);
    } else if (text[at] !== '"') cell += text[at++];
  }
  if (cell !== '' || row.length > 0) throw new Error('the last row has no end');
  return rows;
}
