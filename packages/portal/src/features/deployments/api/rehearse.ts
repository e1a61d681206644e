import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import type { Explanation } from '../../../lib/explanation/explanation.ts';
import { readExplanation } from '../../../lib/explanation/read-explanation.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { objectAt } from '../../../lib/json.ts';
import { assetIdOf, type ModelName, readModelName } from '../../../lib/models/asset-id.ts';
import type { ModelAnswer } from '../../../lib/models/catalog-model.ts';
import { type EndpointKind, getModels } from '../../../lib/models/model-query.ts';
import { toAlternative } from '../../../lib/models/to-alternative.ts';
import { readWarnings, type Warning } from '../../../lib/policy/preview.ts';
import type { Plan } from '../draft/to-plan.ts';

/** What is to be judged before it is sent. */
export type Question = {
  readonly plan: Plan;
  readonly workspace: string;
  readonly kind: EndpointKind;
  readonly model: string;
  /** The server rehearses what stands behind an endpoint that is there; before that it can judge models of registries. */
  readonly isNewEndpoint: boolean;
};

export type Rehearsal = {
  readonly explanation: Explanation;
  readonly warnings: readonly Warning[];
  /** False: only the verdict and its reasons are known. */
  readonly isWhole: boolean;
};

/** What would become of a deployment. Null: nobody can say before its endpoint is there. The answer before stays until the next is there. */
export function useRehearsal(question: Question | undefined) {
  return useQuery({
    queryKey: ['rehearsal', question],
    queryFn: () => (question === undefined ? null : rehearse(question)),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
    // Policies may have changed since.
    staleTime: 0,
  });
}

async function rehearse({ plan, isNewEndpoint, ...question }: Question): Promise<Rehearsal | null> {
  if (isNewEndpoint && plan.endpointId !== undefined) {
    const name = readModelName(question.model);
    return name === undefined ? null : askOfModel(plan, name, question);
  }
  const { body } = await arm().act(
    `${plan.deploymentId}/providers/Sluice.Governance/rehearse`,
    API.machineLearning,
    plan.body,
  );
  const properties = objectAt(body, 'properties');
  return { explanation: readExplanation(properties), warnings: readWarnings(properties), isWhole: true };
}

async function askOfModel(
  { deploymentId, endpointId = '', body }: Plan,
  name: ModelName,
  { workspace, kind }: Pick<Question, 'workspace' | 'kind'>,
): Promise<Rehearsal | null> {
  const { model: _, ...properties } = objectAt(body, 'properties');
  const { models, revision } = await getModels(
    {
      workspace,
      kind,
      filter: { registry: [name.registry], name: name.name },
      allVersions: name.version !== undefined,
      deployment: {
        ...body,
        properties,
        endpointName: nameOfId(endpointId),
        deploymentName: nameOfId(deploymentId),
      },
      top: 1_000,
    },
    undefined,
  );
  const found = models.find(each =>
    name.version === undefined
      ? each.name === name.name && each.registry === name.registry
      : each.assetId === assetIdOf(name),
  );
  return found?.answer === undefined
    ? null
    : { explanation: toExplanation(found.answer, revision), warnings: [], isWhole: false };
}

function toExplanation(
  { verdict, refusals, nearest }: ModelAnswer,
  revision: number | undefined,
): Explanation {
  return {
    verdict,
    revision,
    refusals,
    sentence: '',
    wouldPass: undefined,
    alternatives: nearest.map(toAlternative),
    considered: [],
    request: {},
    changedResource: undefined,
  };
}
