// The commands that need no server, as processes: what they print where, and how they end.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'sluice-offline-'));
// Root's PostgreSQL runs as somebody else, who must be able to enter.
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

function start(args: readonly string[]) {
  return spawn(process.execPath, ['packages/cli/bin/sluice.mjs', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the committed launcher to its end. */
function sluice(args: readonly string[], input = ''): Promise<Ended> {
  return new Promise(resolve => {
    const child = start(args);
    const said = { out: '', err: '' };
    child.stdout.on('data', (part: Buffer) => {
      said.out += part.toString();
    });
    child.stderr.on('data', (part: Buffer) => {
      said.err += part.toString();
    });
    child.on('close', code => resolve({ code, ...said }));
    child.stdin.end(input);
  });
}

function write(name: string, content: object | string): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const RULE = { if: { field: 'tags.env', equals: 'prod' }, then: { effect: 'deny' } };
const rule = write('rule.json', RULE);
const broken = write('broken.json', { ...RULE, if: { field: 'tags.env', equal: 'prod' } });
const doubtful = write('doubtful.json', { ...RULE, if: { field: 'name', like: '*-*' } });
const prod = write('prod.json', { type: 'vm', name: 'vm1', tags: { env: 'prod' } });
const failing = write('failing.json', { ...RULE, if: { value: "[int(field('name'))]", equals: 1 } });

describe('sluice evaluate', () => {
  it('says what a rule does to a resource, and why', async () => {
    expect(await sluice(['evaluate', rule, prod])).toEqual({
      code: 0,
      out: `${prod}: vm1, vm\n  deny: the rule matches\n  ✓ field tags.env  equals "prod"  (is "prod")\n`,
      err: '',
    });
  });

  it('says the same in JSON', async () => {
    const { code, out } = await sluice(['evaluate', rule, prod, '--output', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      {
        file: prod,
        name: 'vm1',
        type: 'vm',
        outcome: 'matched',
        effect: 'deny',
        trace: { kind: 'condition', result: true },
      },
    ]);
  });

  it.each<[string, string[], number, string]>([
    ['a rule that is wrong', [broken, prod], 1, `${broken}:1:27 error operator/unknown`],
    ['an evaluation that fails', [failing, prod], 1, ''],
    ['a definition that is not there', ['nowhere.json', prod], 2, 'There is no "nowhere.json".'],
    ['a resource that is not there', [rule, 'nowhere.json'], 2, 'There is no "nowhere.json".'],
    ['no resource', [rule], 2, 'Name a resource to judge.'],
    ['nothing', [], 2, 'Name a definition and a resource'],
  ])('ends for %s', async (_, args, code, err) => {
    const ended = await sluice(['evaluate', ...args]);
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(err);
  });
});

describe('sluice evaluate --stdin', () => {
  it('answers large lines and lines that are no JSON, says nothing else, and ends with the input', async () => {
    const long = 'x'.repeat(5_000_000);
    const lines = [
      'no json',
      JSON.stringify({
        op: 'evaluate',
        id: 'long',
        rule: { if: { field: 'name', equals: long }, then: { effect: 'deny' } },
        resource: { name: long },
      }),
      JSON.stringify({ op: 'function', id: 'back', function: 'toUpper', arguments: [long] }),
      '{"op":"function","id":"last","function":"true"}',
    ];
    const { code, out, err } = await sluice(['evaluate', '--stdin'], lines.join('\n'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [first, second, third, ...rest] = out.split('\n');
    expect(JSON.parse(first ?? '')).toEqual({ error: { stage: 'parse', message: expect.any(String) } });
    expect(JSON.parse(second ?? '')).toEqual({ id: 'long', effect: 'deny' });
    expect(JSON.parse(third ?? '').id).toBe('back');
    expect(rest).toEqual(['{"id":"last","value":true}', '']);
  });

  it('ends with nothing to do', async () => {
    expect(await sluice(['evaluate', '--stdin'])).toEqual({ code: 0, out: '', err: '' });
  });

  it('answers while more is to come', async () => {
    const child = start(['evaluate', '--stdin']);
    const answer = new Promise<string>(resolve => child.stdout.once('data', part => resolve(String(part))));
    child.stdin.write('{"op":"function","id":1,"function":"true"}\n');
    expect(await answer).toBe('{"id":1,"value":true}\n');
    const ended = new Promise(resolve => child.once('close', resolve));
    child.stdin.end();
    expect(await ended).toBe(0);
  });
});

describe('sluice check', () => {
  it.each<[string, string[], number, string]>([
    ['nothing wrong', [rule], 0, '1 definition, 0 errors, 0 warnings\n'],
    ['an error', [broken], 1, `${broken}:1:27 error operator/unknown `],
    ['a warning', [doubtful], 0, `${doubtful}:1:30 warning operand/too-many-wildcards `],
    ['a warning, strictly', [doubtful, '--strict'], 1, '1 definition, 0 errors, 1 warning\n'],
    ['a file that is not there', ['nowhere.json'], 2, ''],
  ])('ends for %s', async (_, args, code, out) => {
    const ended = await sluice(['check', ...args]);
    expect(ended.code).toBe(code);
    expect(ended.out).toContain(out);
  });

  it('tells machines where each problem is', async () => {
    const { out } = await sluice(['check', broken, '--output', 'json']);
    expect(JSON.parse(out)).toMatchObject([
      {
        file: broken,
        line: 1,
        column: 27,
        severity: 'error',
        code: 'operator/unknown',
        pointer: '/if/equal',
      },
    ]);
  });
});

describe('sluice test', () => {
  const good = write(
    'good.cases.yaml',
    '- { name: it holds, definition: rule.json, resource: prod.json, expect: { effect: deny } }\n',
  );
  const bad = write(
    'bad.cases.yaml',
    '- { name: it does not, definition: rule.json, resource: prod.json, expect: { effect: audit } }\n',
  );

  write('decisions-world.yaml', {
    scopes: { prod: { kind: 'subscription', id: '/subscriptions/00000000-0000-0000-0000-000000000001' } },
  });
  const ACCOUNT = { location: 'eastus', kind: 'OpenAI', sku: { name: 'S0' }, properties: {} };
  const otherwise = write('otherwise.cases.json', {
    definitions: {
      'no-chat': {
        mode: 'All',
        policyRule: { if: { field: 'name', equals: 'chat' }, then: { effect: 'deny' } },
      },
    },
    cases: [
      {
        name: 'it does not hold',
        assign: [{ name: 'cost', at: 'prod', definition: 'no-chat' }],
        request: {
          verb: 'PUT',
          resource:
            '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/chat',
          body: ACCOUNT,
        },
        expect: {
          verdict: 'allow',
          results: [{ assignment: 'cost', subject: 'resource', outcome: 'exempt', state: 'Exempt' }],
        },
      },
    ],
  });

  const half = join(folder, 'half');
  mkdirSync(half);
  write('half/a.json', RULE);
  write('half/b.json', RULE);
  write('half/a.cases.json', [
    { name: 'prod', resource: '../prod.json', expect: { effect: 'deny' } },
    { name: 'other', resource: {}, expect: { effect: 'none' } },
  ]);

  it.each<[string, string[], number, string]>([
    ['cases that hold', [good], 0, '1 passed, 0 failed\n'],
    [
      'a case that fails',
      [good, bad],
      1,
      `FAILED ${bad}:1: it does not\n  effect\n    - expected audit\n    + got      deny\n  ✓ field tags.env`,
    ],
    [
      'a case that fails, for a build server',
      [bad, '--reporter', 'junit'],
      1,
      '<failure message="effect: expected audit, got deny">',
    ],
    [
      'coverage that is too little',
      [good, '--coverage-threshold', '60'],
      1,
      'Coverage: 50.0% of what conditions can answer, asked for 60%',
    ],
    ['coverage that is enough', [good, '--coverage-threshold', '50'], 0, 'never false      /if'],
    ['the corpus of the house', ['conformance', 'packages/content/definitions'], 0, ' passed, 0 failed\n'],
    ['the decisions of the house', ['conformance/decisions'], 0, ' passed, 0 failed\n'],
    ["decisions about definitions of one's own", ['examples/governance'], 0, '2 passed, 0 failed\n'],
    [
      'a decision that comes out otherwise',
      [otherwise],
      1,
      'results[0]\n    - expected {"assignment":"cost","subject":"resource","outcome":"exempt","state":"Exempt"}\n    + got      {"assignment":"cost","subject":"resource","outcome":"matched","state":"NonCompliant","refuses":true}',
    ],
    [
      'a decision that comes out otherwise, for a build server',
      [otherwise, '--reporter', 'json'],
      1,
      '"why":["cost: deny matched, NonCompliant"',
    ],
    [
      'a folder with a definition that has no cases',
      [half, '--coverage-threshold', '60'],
      1,
      'b.json: 0 of 1 conditions\n    never looked at  /if\n',
    ],
    ['the schema of case files', ['--schema'], 0, '"title": "Cases of a policy definition"'],
    ['the schema of decisions', ['--schema', 'decision'], 0, '"title": "Decisions over one request"'],
    ['no path', [], 2, ''],
    ['a file that is not there', ['nowhere'], 2, ''],
  ])('ends for %s', async (_, args, code, out) => {
    const ended = await sluice(['test', ...args]);
    expect(ended.code).toBe(code);
    expect(ended.out).toContain(out);
  });

  it('runs again when a file changes', async () => {
    const path = write(
      'watched.cases.yaml',
      `- { name: a, rule: ${JSON.stringify(RULE)}, expect: { effect: none } }\n`,
    );
    const child = start(['test', path, '--watch']);
    let out = '';
    child.stdout.on('data', part => {
      out += String(part);
    });
    const until = (text: string): Promise<void> =>
      expect.poll(() => out, { timeout: 20_000 }).toContain(text);
    await until('1 passed, 0 failed');
    write('watched.cases.yaml', `- { name: a, rule: ${JSON.stringify(RULE)}, expect: { effect: deny } }\n`);
    await until('0 passed, 1 failed');
    const ended = new Promise(resolve => child.once('close', resolve));
    child.kill('SIGINT');
    await ended;
  });
});

it.each(['evaluate', 'check', 'test'])('sluice %s --help teaches by examples', async command => {
  const { code, out } = await sluice([command, '--help']);
  expect(code).toBe(0);
  expect(out).toContain(`Examples:\n  sluice ${command} `);
});

describe('a command that cannot be understood', () => {
  it.each<[string, string[], string]>([
    ['an unknown command', ['chek', 'x'], "unknown command 'chek'\n(Did you mean check?)"],
    ['an unknown option', ['check', '--strct', 'x'], '(run "sluice check --help" for what there is)'],
    ['a missing argument', ['check'], "missing required argument 'path'"],
    ['nothing to watch', ['test', 'nowhere', '--watch'], 'There is no "nowhere".'],
    ['nothing to test', ['test'], 'Name case files'],
    ['a wrong choice', ['test', '--reporter', 'xml', 'x'], 'Allowed choices are text, junit, json, github.'],
    ['a command of a command', ['import', 'gcp-policy', 'x'], "unknown command 'gcp-policy'"],
    [
      'a summary in a form that there is not',
      ['import', 'azure-policy', 'x', '--output', 'yaml'],
      'text, json',
    ],
    ['a level that there is not', ['serve', '--log-level', 'loud'], 'debug, info, warn, error'],
    ['an import of nothing', ['import', 'azure-policy', 'nowhere'], 'There is no "nowhere".'],
    ['an import of no aliases', ['aliases', 'import', 'nowhere.json'], 'There is no "nowhere.json".'],
    ['an import of a folder of aliases', ['aliases', 'import', folder], 'is a folder; expected a file.'],
    [
      'an import of a folder without definitions',
      ['import', 'azure-policy', join(folder, 'half'), '--dry-run', '--data', join(folder, 'data')],
      'There are no policy definitions in',
    ],
    [
      'an import whose report has nowhere to go',
      ['import', 'azure-policy', folder, '--report', join(folder, 'none', 'report.jsonl')],
      'report.jsonl',
    ],
  ])('ends with 2: %s', async (_, args, err) => {
    const ended = await sluice([...args]);
    expect({ code: ended.code, out: ended.out }).toEqual({ code: 2, out: '' });
    expect(ended.err).toContain(err);
  });

  it('help and the version end with 0', async () => {
    expect((await sluice(['--help'])).code).toBe(0);
    expect(await sluice(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});
