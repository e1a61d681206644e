import { readdirSync, readFileSync } from 'node:fs';

const RECORDS = new URL('../tests/clients/compatibility/', import.meta.url);

type Row = {
  readonly operation: string;
  readonly apiVersions: string;
  readonly passes: boolean;
  readonly refusal?: string;
};
type Records = {
  readonly title: string;
  readonly clients: readonly { readonly name: string; readonly version: string }[];
  readonly rows: readonly Row[];
};

const INTRO = `What the tests of real clients saw: each operation was run against this version of the server, as its user runs it, with the answers
that it must get and the refusals that it must print. The api-versions are those that the client asked for; others are accepted too.
\`no\`: there is no such thing here, and the client is told so by the error that stands beside it.`;

/** docs/clients/compatibility.md: what the tests of the clients recorded. */
export function compatibilityPage(): string {
  const records = readdirSync(RECORDS)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => JSON.parse(readFileSync(new URL(name, RECORDS), 'utf8')) as Records);
  const byTitle = Map.groupBy(records, ({ title }) => title);
  const sections = [...byTitle].map(([title, each]) => section(title, each));
  const notice =
    '<!-- Made by `npm run compatibility` from what the tests of the clients recorded; edit the tests. -->';
  return `${[notice, '# Compatibility', INTRO, ...sections].join('\n\n')}\n`;
}

function section(title: string, records: readonly Records[]): string {
  const clients = [
    ...new Set(records.flatMap(each => each.clients.map(({ name, version }) => `${name} ${version}`))),
  ];
  const rows = merge(records.flatMap(each => each.rows));
  const passing = rows.filter(({ passes }) => passes).length;
  return [
    `## ${title}`,
    `With ${clients.join(', ')}: ${passing} of ${rows.length} operations pass.`,
    [
      '| operation | api-version | passes |',
      '| --- | --- | --- |',
      ...rows.map(
        ({ operation, apiVersions, passes, refusal }) =>
          `| \`${operation}\` | ${apiVersions} | ${passes ? 'yes' : `no: \`${refusal ?? ''}\``} |`,
      ),
    ].join('\n'),
  ].join('\n\n');
}

/** An operation of several test files is one row. */
function merge(rows: readonly Row[]): readonly Row[] {
  const byOperation = Map.groupBy(rows, ({ operation }) => operation);
  return [...byOperation]
    .map(([operation, same]) => {
      const refusal = same.find(row => row.refusal !== undefined)?.refusal;
      return {
        operation,
        apiVersions: [...new Set(same.flatMap(versionsOf))].sort().join(', '),
        passes: same.every(({ passes }) => passes),
        ...(refusal === undefined ? {} : { refusal }),
      };
    })
    .sort((one, other) => (one.operation < other.operation ? -1 : 1));
}

function versionsOf({ apiVersions }: Row): readonly string[] {
  return apiVersions === '' ? [] : apiVersions.split(', ');
}
