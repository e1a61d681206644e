import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '@sluice/language';

const CONTRACT = join(import.meta.dirname, '../../../shared/contract');

/** One official example: what is sent where, and what may come back. */
export type ContractFile = {
  /** Path below the contract's folder. */
  readonly file: string;
  readonly method: string;
  /** With `{parameters}`. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly responses: Readonly<Record<string, { readonly body?: JsonValue }>>;
};

/** Every file of the contract, as its index says how it is sent. A file that the index does not have is there too, without a method. */
export function readContract(): readonly ContractFile[] {
  const indexed = readIndex();
  return readdirSync(CONTRACT, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(file => {
      const { parameters, responses } = JSON.parse(readFileSync(join(CONTRACT, file), 'utf8'));
      const { method = '', path = '' } = indexed.get(file) ?? {};
      return { file, method, path, parameters, responses };
    });
}

function readIndex(): ReadonlyMap<string, { readonly method: string; readonly path: string }> {
  let folder = '';
  const rows = readFileSync(join(CONTRACT, 'INDEX.md'), 'utf8')
    .split('\n')
    .flatMap(line => {
      folder = /^## (\S+\/\S+)/.exec(line)?.[1] ?? (line.startsWith('## ') ? '' : folder);
      const [, name, method = '', path = ''] =
        /^\| `([^`]+\.json)` \| \w+ \| (\w+) \| `([^`]+)`/.exec(line) ?? [];
      return name === undefined
        ? []
        : [[folder === '' ? name : `${folder}/${name}`, { method, path }] as const];
    });
  return new Map(rows);
}

/** What an example sends: the parameter that is an object. */
export function bodyOf({ parameters }: ContractFile): JsonObject | undefined {
  return Object.values(parameters).find(isObject);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
