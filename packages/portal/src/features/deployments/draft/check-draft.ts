import { parseAssetId } from '@sluice/providers/models';
import { deploy } from '#strings/deploy';
import type { Draft } from './draft.ts';

/** What keeps a draft from being deployed, field by field. `missing`: nobody has filled it in yet, which is no mistake. */
export type DraftProblems = {
  readonly missing: readonly (keyof Draft)[];
  readonly wrong: Readonly<Partial<Record<keyof Draft, string>>>;
};

/** What names of endpoints and deployments may be. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/;

/** Looks at what can be told without the server. */
export function checkDraft(draft: Draft): DraftProblems {
  const required: readonly (keyof Draft)[] =
    draft.kind === 'serverless'
      ? ['model', 'workspace', 'endpoint']
      : draft.kind === 'online'
        ? ['model', 'workspace', 'endpoint', 'name', 'instanceType']
        : ['model', 'workspace', 'endpoint', 'name'];
  const badTag = draft.tags.find(tag => !/^[^=]+=/.test(tag));
  const wrong = {
    model: draft.model === '' ? undefined : problemOfModel(draft.model),
    endpoint: problemOfName(draft.endpoint),
    name: draft.kind === 'serverless' ? undefined : problemOfName(draft.name),
    tags: badTag === undefined ? undefined : deploy.badTag(badTag),
  };
  return {
    missing: required.filter(field => draft[field] === ''),
    wrong: Object.fromEntries(Object.entries(wrong).filter(([, problem]) => problem !== undefined)),
  };
}

function problemOfModel(reference: string): string | undefined {
  // In which workspace a short reference is read the server knows.
  const { problem } = parseAssetId(reference, { subscriptionId: 's', resourceGroup: 'g', workspace: 'w' });
  return problem === undefined ? undefined : deploy.badModel(problem);
}

function problemOfName(name: string): string | undefined {
  return name === '' || NAME.test(name) ? undefined : deploy.badName;
}
