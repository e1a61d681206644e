/** An order by one column. */
export type Sort = { readonly column: string; readonly descending: boolean };

/** An order as an address keeps it: `name`, or `-name` for the other direction. Undefined for none. */
export function readSort(text: string | undefined): Sort | undefined {
  if (text === undefined || text === '' || text === '-') return undefined;
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false };
}

export function writeSort({ column, descending }: Sort): string {
  return descending ? `-${column}` : column;
}
