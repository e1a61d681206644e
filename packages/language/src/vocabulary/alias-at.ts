import type { Alias } from './vocabulary.ts';

/** What an alias stands for in one api-version. */
export type AliasAt = {
  readonly path: string;
  readonly type: Alias['type'];
  /** Undefined where nobody said. */
  readonly modifiable: boolean | undefined;
};

/** The path, token type and modifiability that an alias has in that api-version: its own words for it, else its defaults. */
export function aliasAt(alias: Alias, apiVersion: string | undefined): AliasAt {
  const wanted = apiVersion?.toLowerCase();
  const own = alias.paths?.find(({ apiVersions }) =>
    apiVersions.some(version => version.toLowerCase() === wanted),
  );
  return {
    path: own?.path ?? alias.defaultPath,
    type: own?.type ?? alias.type,
    modifiable: own?.modifiable ?? alias.modifiable,
  };
}
