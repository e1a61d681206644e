import { wordsOf } from '@sluice/arm/words';
import { isWithin } from '@sluice/engine';
import { modelIn } from '../catalog/model-in.ts';
import { readableModels } from '../catalog/readable-models.ts';
import { modelEntry } from './model-kind.ts';
import type { SearchText } from './read-search-text.ts';
import { RECORD_KINDS } from './record-kinds.ts';
import type { SearchEntry, SearchKind } from './search-entry.ts';
import { searchStorage } from './search-storage.ts';
import type { SearchWorld } from './search-world.ts';
import { storedEntry, storedPlaces } from './stored-kinds.ts';

type WholeId = Exclude<SearchText, { kind: 'words' }>;

/** What has exactly that id, or for a GUID is called so; of what the caller may read. */
export async function findById(
  id: WholeId,
  kinds: ReadonlySet<SearchKind>,
  world: SearchWorld,
): Promise<readonly SearchEntry[]> {
  switch (id.kind) {
    case 'model':
      return catalogModels(kinds, world, assetId => assetId === id.assetId);
    case 'resource':
      return [
        ...recordsWhere(kinds, world, ({ key }) => key === id.key),
        ...catalogModels(kinds, world, (_, key) => key === id.key),
        ...(await storedAt(id.key, kinds, world)),
      ];
    case 'guid':
      return [
        ...recordsWhere(kinds, world, ({ name }) => name.toLowerCase() === id.guid),
        ...(await searchStorage(wordsOf(id.guid), 'all', kinds, world)).entries.filter(
          ({ name }) => name.toLowerCase() === id.guid,
        ),
      ];
  }
}

function recordsWhere(
  kinds: ReadonlySet<SearchKind>,
  { snapshot, tenantId, caller }: SearchWorld,
  test: (entry: SearchEntry) => boolean,
): readonly SearchEntry[] {
  return RECORD_KINDS.filter(({ kind }) => kinds.has(kind)).flatMap(each => {
    const isSeen = each.sees(snapshot, tenantId, caller);
    return each.list(snapshot).items.filter(entry => test(entry) && isSeen(entry));
  });
}

/** A model goes by its own ids and by those of its versions: of the newest one where the version is not said. */
function catalogModels(
  kinds: ReadonlySet<SearchKind>,
  { snapshot, tenantId, caller }: SearchWorld,
  test: (assetId: string, key: string) => boolean,
): readonly SearchEntry[] {
  if (!kinds.has('model')) return [];
  return readableModels(snapshot, tenantId, caller).flatMap(model => {
    const entry = modelEntry(model, snapshot);
    const isIt =
      test(model.assetId, `${entry.key}/versions/${model.version}`) ||
      (model.isNewest &&
        (test(modelIn(model.assetId), entry.key) || test(`${modelIn(model.assetId)}/labels/latest`, '')));
    return isIt ? [entry] : [];
  });
}

async function storedAt(
  key: string,
  kinds: ReadonlySet<SearchKind>,
  { snapshot, storage, tenantId, caller }: SearchWorld,
): Promise<readonly SearchEntry[]> {
  const [found] = await storage.resources.getMany([key]);
  if (found === undefined) return [];
  const typeKey = found.type.toLowerCase();
  const isReadable = storedPlaces(snapshot, tenantId, caller, kinds).some(
    ({ types, under }) => types.includes(typeKey) && isWithin(under, key),
  );
  const entry = isReadable ? storedEntry({ key, id: found.id, typeKey }) : undefined;
  return entry === undefined ? [] : [entry];
}
