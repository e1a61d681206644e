/** One row of the compatibility page: what a client's users do, with what it was asked here, and whether they get it. */
export type Row = {
  readonly operation: string;
  /** As the client sent them. */
  readonly apiVersions: readonly string[];
  readonly passes: boolean;
  /** What the server says to what it does not serve. */
  readonly refusal?: string;
};

export type Record = {
  note(row: Row): void;
  /** The file of the client: every operation once, in the order of names. */
  text(): string;
};

/** Collects what the tests of a client saw; `title` is its heading on the page. An operation that is noted more than once passes when it passed each time. */
export function createRecord(
  title: string,
  clients: readonly { readonly name: string; readonly version: string }[],
): Record {
  const rows = new Map<string, Row>();
  return {
    note(row) {
      const before = rows.get(row.operation);
      const refusal = before?.refusal ?? row.refusal;
      rows.set(row.operation, {
        operation: row.operation,
        apiVersions: [...new Set([...(before?.apiVersions ?? []), ...row.apiVersions])].sort(),
        passes: (before?.passes ?? true) && row.passes,
        ...(refusal === undefined ? {} : { refusal }),
      });
    },
    text: () => {
      const shown = [...rows.values()]
        .sort((one, other) => (one.operation < other.operation ? -1 : 1))
        .map(row => ({ ...row, apiVersions: row.apiVersions.join(', ') }));
      return `${JSON.stringify({ title, clients, rows: shown }, null, 2)}\n`;
    },
  };
}
