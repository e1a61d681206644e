import { assign } from '#strings/assign';
import { mostAssignmentName, nameProblem } from '../../../lib/policy/policy-name.ts';
import type { Definition } from '../../../lib/policy/use-definition.ts';
import { entryProblem } from '../parameters/check-entry.ts';
import type { Draft } from './draft.ts';
import type { Problem } from './problem.ts';

const MOST_DISPLAY_NAME = 128;
const MOST_DESCRIPTION = 512;

/** What the portal can tell is wrong before the server is asked. `taken`: names of assignments at the scope, in lower case. */
export function checkDraft(
  draft: Draft,
  definition: Definition | undefined,
  taken: ReadonlySet<string>,
): readonly Problem[] {
  return [
    ...checkBasics(draft, taken),
    ...(definition?.parameters ?? []).flatMap((parameter): readonly Problem[] => {
      const message = entryProblem(parameter, draft.parameters[parameter.name]);
      return message === undefined
        ? []
        : [{ tab: 'parameters', field: `parameters/${parameter.name}`, message }];
    }),
    ...checkSelectors(draft),
  ];
}

function checkBasics(draft: Draft, taken: ReadonlySet<string>): readonly Problem[] {
  const { problems } = assign;
  const found: (readonly [field: string, message: string | undefined])[] = [
    ['scope', draft.scope === '' ? problems.noScope : undefined],
    ['definition', draft.definitionId === '' ? problems.noDefinition : undefined],
    [
      'displayName',
      draft.displayName.trim() === ''
        ? problems.noDisplayName
        : draft.displayName.trim().length > MOST_DISPLAY_NAME
          ? problems.tooLong(draft.displayName.trim().length, MOST_DISPLAY_NAME)
          : undefined,
    ],
    ['name', nameMessage(draft, taken)],
    [
      'description',
      draft.description.trim().length > MOST_DESCRIPTION
        ? problems.tooLong(draft.description.trim().length, MOST_DESCRIPTION)
        : undefined,
    ],
  ];
  return found.flatMap(([field, message]) =>
    message === undefined ? [] : [{ tab: 'basics', field, message }],
  );
}

function nameMessage({ name, scope }: Draft, taken: ReadonlySet<string>): string | undefined {
  const problem = nameProblem(name, mostAssignmentName(scope), taken);
  if (problem === undefined) return undefined;
  return problem === 'long'
    ? assign.problems.tooLong(name.length, mostAssignmentName(scope))
    : assign.problems.name[problem];
}

function checkSelectors({ identity, location, resourceSelectors, overrides }: Draft): readonly Problem[] {
  const { problems } = assign;
  const found: Problem[] = [];
  const add = (field: string, message: string) => found.push({ tab: 'selectors', field, message });
  if (identity.kind !== 'none' && location === '') add('location', problems.noLocation);
  if (identity.kind === 'user' && !/^\/subscriptions\/.+\/userAssignedIdentities\/[^/]+$/i.test(identity.id))
    add('identity', problems.noIdentity);
  for (const [index, { selectors }] of resourceSelectors.entries())
    if (selectors.length === 0 || selectors.some(({ values }) => values.length === 0))
      add(`resourceSelectors/${index}`, problems.emptySelector);
  for (const [index, { value, selectors }] of overrides.entries()) {
    if (value.trim() === '') add(`overrides/${index}`, problems.emptyOverride);
    else if (selectors.some(({ values }) => values.length === 0))
      add(`overrides/${index}`, problems.emptySelector);
  }
  return found;
}
