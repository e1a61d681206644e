// The activity log as an auditor uses it: beside a server that runs, and against somebody who writes its database.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinStorage } from '@sluice/storage';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { runSluice } from './run-sluice.ts';

let folder: string;
let server: DemoServer;
let kept: { readonly file: string; readonly key: string };

beforeAll(async () => {
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
});
afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

const log = (...args: readonly string[]) => runSluice('log', ...args, '--data', folder);

async function sql(...statements: readonly string[]): Promise<readonly pg.QueryResultRow[]> {
  const storage = await joinStorage({ kind: 'embedded', folder });
  try {
    const { address } = storage;
    if (address.kind !== 'url') throw new Error('the database has no address');
    const client = new pg.Client({ connectionString: address.url });
    await client.connect();
    let rows: readonly pg.QueryResultRow[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    await client.end();
    return rows;
  } finally {
    await storage.close();
  }
}

describe('sluice log', () => {
  it('checkpoint writes what is to be kept, and tells the key', async () => {
    const file = join(folder, 'kept.checkpoint');
    const { code, stdout, stderr } = await log('checkpoint', '--output', file);
    expect([code, stdout]).toEqual([0, '']);
    const key = /^Signed with (\S+)$/m.exec(stderr)?.[1] ?? '';
    kept = { file, key };
    expect(key).toContain(`${server.demo.tenantId}/activity-log+`);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(
      /^[0-9a-f-]{36}\/activity-log\nsluice-log-checkpoint\/1\n\d+\n\d+\n[0-9a-f]{64}\n\S+Z\n\n— \S+ \S+\n$/,
    );
    expect((await log('checkpoint')).stdout).toBe(text);
  });

  it('verify finds nothing wrong with the log of a running server', async () => {
    const { code, stdout, stderr } = await log('verify', '--checkpoint', kept.file, '--key', kept.key);
    expect(stdout).toMatch(/^\d+ entries in \d+ batch(es)?; \d+ not sealed yet\.$/m);
    expect(stdout).toContain('The log is as it was sealed.');
    expect(stderr).toMatch(/^entries checked: (\d+) of \1 /m);
    expect(code).toBe(0);
  });

  it('export writes every event, in both formats, to a file or not', async () => {
    const [{ entries } = { entries: 0 }] = await sql(
      'select count(*)::int as entries from sluice.activity_log',
    );
    const lines = await log('export');
    expect(
      lines.stdout
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line).eventDataId),
    ).toHaveLength(entries);
    const file = join(folder, 'log.csv');
    expect(await log('export', '--format', 'csv', '--output', file)).toMatchObject({ code: 0, stdout: '' });
    const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    expect(rows).toHaveLength(entries + 1);
    expect((await log('export', '--to', '2020-01-01')).stdout).toBe('');
  });

  it.for([
    [['export', '--from', 'yesterday'], 'no time'],
    [['export', '--format', 'xml'], 'ndjson, csv'],
    [['verify', '--checkpoint', 'no-such-file'], 'no-such-file'],
    [['verify', '--key', 'x'], 'The key is none'],
    [['prove'], 'sluice log --help'],
  ] as const)('%j is not understood, and says so', async ([args, said]) => {
    const { code, stderr } = await log(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('verify refuses what is no checkpoint', async () => {
    const file = join(folder, 'none.checkpoint');
    writeFileSync(file, 'none\n');
    const { code, stderr } = await log('verify', '--checkpoint', file);
    expect(code).toBe(2);
    expect(stderr).toContain('The checkpoint is none');
  });

  it.for(['verify', 'checkpoint', 'export'])('%s --help teaches, with an example', async command => {
    const { code, stdout } = await log(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`sluice log ${command}`);
  });
});

// In this order: each leaves its traces for those after it.
describe('sluice log verify ends with 1 and says', () => {
  it('which entry was altered', async () => {
    const [{ id } = { id: '' }] = await sql(
      `update sluice.activity_log set caller = 'nobody' where seq = (select min(seq) from sluice.activity_log) returning event_id as id`,
    );
    const { code, stdout } = await log('verify');
    expect(stdout).toMatch(new RegExp(`^ALTERED {4}entry ${id} \\(number \\d+, batch 1\\)`, 'm'));
    expect(stdout).toContain('The log is not as it was sealed: 1 finding.');
    expect(code).toBe(1);
  });

  it('which entry was removed, for a program too', async () => {
    const [{ id } = { id: '' }] = await sql(
      `delete from sluice.activity_log where seq = (select max(seq) from sluice.sealed_entries) returning event_id as id`,
    );
    const { code, stdout } = await log('verify', '--output', 'json');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ kind: 'entryRemoved', eventId: id }));
    expect(lines.at(-1)).toMatchObject({
      summary: { findings: 2 },
      findings: { entryAltered: 1, entryRemoved: 1 },
    });
    expect(code).toBe(1);
  });

  it('that the log was cut, by the checkpoint', async () => {
    await sql(
      `delete from sluice.activity_log where seq in (select seq from sluice.sealed_entries where batch = (select max(number) from sluice.log_batches))`,
      'delete from sluice.sealed_entries where batch = (select max(number) from sluice.log_batches)',
      'delete from sluice.log_batches where number = (select max(number) from sluice.log_batches)',
    );
    const { code, stdout } = await log('verify', '--checkpoint', kept.file, '--key', kept.key);
    expect(stdout).toMatch(/^TRUNCATED {2}the checkpoint is of batch \d+, and the log ends with batch \d+/m);
    expect(code).toBe(1);
  });
});
