import type { ResourceType } from '../../resource-type.ts';

type NamePattern = NonNullable<ResourceType['namePattern']>;

/** Newest first; one list for the namespace, as its clients mix versions within one call. */
export const ML_API_VERSIONS = [
  '2025-09-01',
  '2025-06-01',
  '2025-04-01',
  '2024-10-01',
  '2024-10-01-preview',
  '2024-04-01',
  '2024-04-01-preview',
  '2024-01-01-preview',
  '2023-10-01',
  '2023-08-01-preview',
  '2023-04-01',
  '2023-04-01-preview',
  '2022-10-01',
  '2022-05-01',
  '2022-02-01-preview',
];

/** Workspaces. */
export const WORKSPACE_NAME: NamePattern = {
  test: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
  says: 'use 3 to 33 letters, digits, hyphens and underscores, beginning with a letter or digit',
};

/** Registries. */
export const REGISTRY_NAME: NamePattern = {
  test: /^[a-zA-Z0-9][a-zA-Z0-9_-]{1,32}$/,
  says: 'use 2 to 33 letters, digits, hyphens and underscores, beginning with a letter or digit',
};

/** Endpoints and deployments. */
export const ENDPOINT_NAME: NamePattern = {
  test: /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/,
  says: 'use up to 255 letters, digits, hyphens and underscores, beginning with a letter or digit',
};

/** Models. */
export const MODEL_NAME: NamePattern = {
  test: /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,254}$/,
  says: 'use up to 255 letters, digits, dots, hyphens and underscores, beginning with a letter or digit',
};

/** Versions of models. `latest` is what references call the newest one. */
export const VERSION_NAME: NamePattern = {
  test: /^(?!latest$)[a-zA-Z0-9][a-zA-Z0-9._-]{0,254}$/i,
  says: "use up to 255 letters, digits, dots, hyphens and underscores, beginning with a letter or digit; 'latest' is taken",
};
