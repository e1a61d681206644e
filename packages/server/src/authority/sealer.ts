import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** Encrypts what is kept in the database but must not be readable there. */
export type Sealer = {
  /** `name` is bound to the sealed text: it opens under no other. */
  seal(name: string, text: string): string;
  /** Undefined: sealed with another key or under another name, or changed since. */
  open(name: string, sealed: string): string | undefined;
};

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM. `key` has 32 bytes. */
export function createSealer(key: Uint8Array): Sealer {
  return {
    seal(name, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name, 'utf8'));
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url');
    },
    open(name, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(name, 'utf8')).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([
          decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
          decipher.final(),
        ]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * The sealer of an installation: its key is `given` (32 bytes in base64, `SLUICE_AUTHORITY_KEY`), else the one in `file`, which is made
 * (0600) when it is missing. Servers that share a database must share the key. Rejects when there is a key that is none.
 */
export async function openSealer(options: {
  readonly file: string;
  readonly given?: string | undefined;
}): Promise<Sealer> {
  if (options.given !== undefined && options.given !== '')
    return createSealer(readKey(options.given, 'SLUICE_AUTHORITY_KEY'));
  const existing = await readText(options.file);
  if (existing !== undefined) return createSealer(readKey(existing, options.file));
  const made = randomBytes(KEY_BYTES).toString('base64');
  try {
    await writeFile(options.file, `${made}\n`, { mode: 0o600, flag: 'wx' });
    return createSealer(readKey(made, options.file));
  } catch (error) {
    // Another process made it in the meantime.
    const text = await readText(options.file);
    if (text === undefined) throw error;
    return createSealer(readKey(text, options.file));
  }
}

function readKey(text: string, where: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new Error(`${where} must hold ${KEY_BYTES} bytes in base64; it holds ${key.length}.`);
  return key;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
