import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '@sluice/storage';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openKeyRing } from './key-ring.ts';
import { KEY_AFTERLIFE_MS, KEYS_REFRESH_MS } from './lifetimes.ts';
import { rotateKeys } from './rotate-keys.ts';
import { createSealer, openSealer } from './sealer.ts';

let folder: string;
let storage: Storage;
let clock: number;
const now = () => new Date(clock);
const sealer = createSealer(randomBytes(32));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-keys-'));
  // Started by root, PostgreSQL runs as somebody else, who must get in.
  await chmod(folder, 0o755);
  storage = await openStorage({ kind: 'embedded', folder: join(folder, 'data') });
});
beforeEach(async () => {
  clock = Date.parse('2026-06-01T00:00:00Z');
  for (const { kid } of await storage.keys.all()) await storage.keys.remove(kid);
});
afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

const open = () => openKeyRing({ storage, sealer, now });

describe('a key ring', () => {
  test('makes the first key, and finds it again', async () => {
    const first = await (await open()).signer();
    const second = await open();
    expect((await second.signer()).kid).toBe(first.kid);
    expect(await second.jwks()).toEqual([
      { kty: 'RSA', n: expect.any(String), e: 'AQAB', kid: first.kid, use: 'sig', alg: 'RS256' },
    ]);
    expect(await storage.keys.all()).toHaveLength(1);
  });

  test('takes up a rotation when its list is old', async () => {
    const ring = await open();
    const { kid: old } = await ring.signer();
    const made = await rotateKeys(storage, sealer, now());
    expect((await ring.signer()).kid).toBe(old);
    clock += KEYS_REFRESH_MS;
    expect((await ring.signer()).kid).toBe(made);
    expect((await ring.jwks()).map(({ kid }) => kid).sort()).toEqual([old, made].sort());
  });

  test('looks again for a key that it does not know, but not at every request', async () => {
    const ring = await open();
    const made = await rotateKeys(storage, sealer, now());
    expect(await ring.publicKey(made)).toBeUndefined();
    clock += 1_000;
    expect(await ring.publicKey(made)).toBeDefined();
    expect(await ring.publicKey('nobody')).toBeUndefined();
  });

  test('keeps a retired key until its last token has expired', async () => {
    const ring = await open();
    const { kid: old } = await ring.signer();
    await rotateKeys(storage, sealer, now());
    clock += KEY_AFTERLIFE_MS;
    expect(await ring.publicKey(old)).toBeDefined();
    clock += 1;
    expect(await ring.publicKey(old)).toBeUndefined();
    const newest = await rotateKeys(storage, sealer, now());
    expect((await storage.keys.all()).map(({ kid }) => kid)).not.toContain(old);
    expect((await (await open()).signer()).kid).toBe(newest);
  });

  test('cannot be opened with another sealing key, nor rotated', async () => {
    await open();
    const other = createSealer(randomBytes(32));
    await expect(openKeyRing({ storage, sealer: other, now })).rejects.toThrow(/SLUICE_AUTHORITY_KEY/);
    await expect(rotateKeys(storage, other, now())).rejects.toThrow(/another authority key/);
    expect(await storage.keys.all()).toHaveLength(1);
  });
});

describe('a sealer', () => {
  test('opens what it sealed, under the same name', () => {
    const sealed = sealer.seal('a', 'secret ü');
    expect(sealed).not.toContain('secret');
    expect(sealer.seal('a', 'secret ü')).not.toBe(sealed);
    expect(sealer.open('a', sealed)).toBe('secret ü');
  });

  test.each([
    ['another name', 'b', (sealed: string) => sealed],
    ['changed text', 'a', (sealed: string) => `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`],
    ['cut text', 'a', (sealed: string) => sealed.slice(0, 20)],
    ['no text', 'a', () => ''],
  ])('does not open %s', (_, name, change) => {
    expect(sealer.open(name, change(sealer.seal('a', 'secret')))).toBeUndefined();
  });

  test('has its key in a file of its own, or given', async () => {
    const file = join(folder, 'authority.key');
    const made = await openSealer({ file });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const sealed = made.seal('a', 'x');
    expect((await openSealer({ file })).open('a', sealed)).toBe('x');
    const given = (await readFile(file, 'utf8')).trim();
    expect((await openSealer({ file: join(folder, 'absent'), given })).open('a', sealed)).toBe('x');
    expect(
      (await openSealer({ file, given: randomBytes(32).toString('base64') })).open('a', sealed),
    ).toBeUndefined();
  });

  test('refuses a key that is none', async () => {
    const file = join(folder, 'broken.key');
    await writeFile(file, 'short');
    await expect(openSealer({ file })).rejects.toThrow(/broken\.key must hold 32 bytes/);
    await expect(openSealer({ file, given: 'c2hvcnQ=' })).rejects.toThrow(
      /SLUICE_AUTHORITY_KEY must hold 32 bytes/,
    );
  });
});
