import { describe, expect, it } from 'vitest';
import { checkDraft, idOfDraft, newDraft, type TaskDraft, toProperties } from './task-draft.ts';

const SCOPE = '/subscriptions/s';
const RESOURCE = '/subscriptions/s/resourceGroups/rg/providers/A.B/c/d';
const draft = newDraft(SCOPE, 'tag.all/things', new Date('2026-11-29T07:28:23Z'));
const given = (more: Partial<TaskDraft>): TaskDraft => ({ ...draft, ...more });

describe('a new task', () => {
  it('has a name that may be used, and Azure’s defaults', () => {
    expect(draft.name).toBe('tag-all-things-20261129072823');
    expect(checkDraft(draft)).toEqual({});
    expect(idOfDraft(draft)).toBe(
      '/subscriptions/s/providers/Microsoft.PolicyInsights/remediations/tag-all-things-20261129072823',
    );
    expect(toProperties(draft, '/a', undefined)).toEqual({
      policyAssignmentId: '/a',
      resourceDiscoveryMode: 'ExistingNonCompliant',
      resourceCount: 500,
      parallelDeployments: 10,
    });
  });

  it('asks for what was filled in', () =>
    expect(
      toProperties(
        given({
          locations: ['westeurope'],
          resources: ` ${RESOURCE} \n\n`,
          reEvaluates: true,
          resourceCount: '7',
          parallelDeployments: '1',
          failureThreshold: '5',
        }),
        '/a',
        'member',
      ),
    ).toEqual({
      policyAssignmentId: '/a',
      policyDefinitionReferenceId: 'member',
      resourceDiscoveryMode: 'ReEvaluateCompliance',
      filters: { locations: ['westeurope'], resourceIds: [RESOURCE] },
      resourceCount: 7,
      parallelDeployments: 1,
      failureThreshold: { percentage: 0.05 },
    }));

  it.each<[Partial<TaskDraft>, object]>([
    [{ name: ' ' }, { name: { kind: 'name' } }],
    [{ name: 'a/b' }, { name: { kind: 'name' } }],
    [{ resources: `${RESOURCE}\nblue` }, { resources: { kind: 'resource', line: 'blue' } }],
    [{ resourceCount: '0' }, { resourceCount: { kind: 'number', most: 50_000 } }],
    [{ resourceCount: '1.5' }, { resourceCount: { kind: 'number', most: 50_000 } }],
    [{ parallelDeployments: '31' }, { parallelDeployments: { kind: 'number', most: 30 } }],
    [{ parallelDeployments: '' }, { parallelDeployments: { kind: 'number', most: 30 } }],
    [{ failureThreshold: '101' }, { failureThreshold: { kind: 'percent' } }],
    [{ failureThreshold: 'some' }, { failureThreshold: { kind: 'percent' } }],
    [{ failureThreshold: '-1' }, { failureThreshold: { kind: 'percent' } }],
    [{ failureThreshold: '12.5' }, {}],
  ])('with %j is told', (more, problems) => expect(checkDraft(given(more))).toEqual(problems));
});
