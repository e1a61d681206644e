import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  type AliasTable,
  aliasesFromCatalogue,
  createVocabulary,
  type DataMode,
  type JsonObject,
  mergeAliases,
  type Vocabulary,
} from '@sluice/language';

/** The real definitions and aliases; not part of this repository. */
const ARCHIVE = fileURLToPath(new URL('../../../shared/corpus/azure-policy.tar.gz', import.meta.url));
export const hasCorpus = existsSync(ARCHIVE);

/** One file of definitions or initiatives: where it is kept, and what is in it. */
export type CorpusFile = { readonly path: string; readonly content: JsonObject };

export type Corpus = {
  readonly definitions: readonly CorpusFile[];
  readonly initiatives: readonly CorpusFile[];
  readonly aliases: AliasTable;
  readonly vocabulary: Vocabulary;
};

/** Reads the whole corpus: all definitions, and every alias table that comes with them as one vocabulary. */
export function readCorpus(): Corpus {
  const files = readTar(gunzipSync(readFileSync(ARCHIVE)));
  const json = <Shape>(name: string): Shape => JSON.parse(textOf(files, name));
  const catalogue = aliasesFromCatalogue(json('aliases.json'), json('aliases-extra.json'));
  const aliases = mergeAliases([
    catalogue.aliases,
    ...json<readonly DataAlias[]>('aliases-unknown.json').map(
      ({ alias, resourceType, inferredPath }) =>
        new Map([[resourceType, [{ name: alias, defaultPath: inferredPath }]]]),
    ),
  ]);
  const lines = (name: string) =>
    textOf(files, name)
      .split('\n')
      .filter(line => line !== '')
      .map((line): CorpusFile => JSON.parse(line));
  return {
    definitions: lines('policyDefinitions.jsonl'),
    initiatives: lines('policySetDefinitions.jsonl'),
    aliases,
    vocabulary: createVocabulary({ aliases, dataModes: DATA_MODES, tracked: new Map() }),
  };
}

type DataAlias = { readonly alias: string; readonly resourceType: string; readonly inferredPath: string };

const AUDIT_AND_DENY = ['audit', 'deny', 'disabled'];

/** The data-plane modes of the corpus with the effects that they have. */
const DATA_MODES: readonly DataMode[] = [
  dataMode('Microsoft.CognitiveServices.Data', AUDIT_AND_DENY, ['accounts/deployments']),
  dataMode('Microsoft.ContainerService.Data', ['disabled'], ['managedClusters']),
  dataMode('Microsoft.DataFactory.Data', ['deny', 'disabled'], ['factories/outboundTraffic']),
  dataMode('Microsoft.KeyVault.Data', AUDIT_AND_DENY, [
    'vaults/certificates',
    'vaults/keys',
    'vaults/secrets',
  ]),
  dataMode('Microsoft.Kubernetes.Data', [...AUDIT_AND_DENY, 'mutate'], []),
  dataMode('Microsoft.LoadTestService.Data', AUDIT_AND_DENY, ['loadTests/testRuns']),
  dataMode('Microsoft.MachineLearningServices.Data', ['enforceSetting', 'disabled'], ['workspaces']),
  dataMode('Microsoft.MachineLearningServices.v2.Data', AUDIT_AND_DENY, ['workspaces/deployments']),
  dataMode('Microsoft.ManagedHSM.Data', AUDIT_AND_DENY, ['managedHsms/keys']),
];

function dataMode(mode: string, effects: readonly string[], components: readonly string[]): DataMode {
  return {
    mode,
    effects,
    componentTypes: components.map(type => `${mode}/${type}`),
    customDefinitions: false,
  };
}

function textOf(files: ReadonlyMap<string, Buffer>, name: string): string {
  const file = files.get(name);
  if (file === undefined)
    throw new Error(`The archive has no ${name}, only ${[...files.keys()].join(', ')}.`);
  return file.toString('utf8');
}

const BLOCK = 512;

/** The plain files of a tar archive: a block that names a file and its size, then its content in whole blocks. */
function readTar(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const name = archive.toString('utf8', at, archive.indexOf(0, at)).replace(/^\.\//, '');
    const size = Number.parseInt(archive.toString('utf8', at + 124, at + 136), 8);
    files.set(name, archive.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
