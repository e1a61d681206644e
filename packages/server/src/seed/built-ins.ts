import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, objectAt, textAt } from '../json-value.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { commitHouse } from './commit-house.ts';
import { readJsonFiles } from './content-folder.ts';
import { houseResource } from './house-resource.ts';

/** Name of the stored value that says which built-ins are in the database. */
const SEEDED = 'seed.built-ins';

type BuiltIn = { readonly id: string; readonly body: JsonObject };

/**
 * Brings the built-in definitions and roles of `content` into the database where they differ from what is there, in one commit.
 * Those that are not shipped any more stay: something may be assigned to them.
 */
export async function seedBuiltIns(content: string, dependencies: WriteDependencies): Promise<void> {
  const files = [
    ...(await readJsonFiles(join(content, 'definitions'))),
    ...(await readJsonFiles(join(content, 'roles'))),
  ];
  const hash = createHash('sha256')
    .update(files.map(({ text }) => text).join('\0'))
    .digest('hex');
  const { storage } = dependencies;
  if ((await storage.properties.get(SEEDED)) === hash) return;
  const builtIns = files.map(({ file, json }) => toBuiltIn(file, json));
  await commitHouse(dependencies, async snapshot => {
    const stored = await storage.resources.getMany(builtIns.map(({ id }) => id.toLowerCase()));
    const byKey = new Map(stored.map(resource => [resource.key, resource]));
    const made = builtIns.flatMap(({ id, body }) => {
      const before = byKey.get(id.toLowerCase());
      const after = houseResource(id, body, before, snapshot, dependencies);
      return isDeepStrictEqual(after.resource.body, before?.body) ? [] : [after];
    });
    return {
      resources: made.map(({ resource }) => resource),
      changes: made.flatMap(({ changes }) => changes),
    };
  });
  await storage.properties.set(SEEDED, hash);
}

function toBuiltIn(file: string, json: JsonValue): BuiltIn {
  const document = isObject(json) ? json : {};
  const id = textAt(document, 'id');
  if (id === undefined) throw new Error(`${file} has no id.`);
  return { id, body: { properties: objectAt(document, 'properties') } };
}
