import type { Shape } from '../../shape.ts';
import { FREE_OBJECT, TAGS, TEXT } from '../../shape-parts.ts';
import { READ_ONLY, TEXT_MAP } from '../resource-parts.ts';

const ASSET = {
  description: TEXT,
  properties: TEXT_MAP,
  tags: TAGS,
  isArchived: { kind: 'boolean' },
  provisioningState: READ_ONLY,
} as const satisfies Readonly<Record<string, Shape>>;

/** A model of a registry or a workspace: what its versions have in common. */
export const MODEL_SHAPE = asset({ ...ASSET, latestVersion: READ_ONLY, nextVersion: READ_ONLY });

/** One version of a model. */
export const MODEL_VERSION_SHAPE = asset({
  ...ASSET,
  isAnonymous: { kind: 'boolean' },
  flavors: { kind: 'map', values: FREE_OBJECT },
  jobName: TEXT,
  modelType: TEXT,
  modelUri: TEXT,
  stage: TEXT,
});

function asset(properties: Readonly<Record<string, Shape>>): Shape {
  return {
    kind: 'object',
    unknown: 'keep',
    required: ['properties'],
    properties: { tags: TAGS, properties: { kind: 'object', unknown: 'keep', properties } },
  };
}
