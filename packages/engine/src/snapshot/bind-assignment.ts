import type {
  PolicyAssignment,
  PolicyDefinition,
  PolicyOverride,
  PolicySetDefinition,
} from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import { bindRule, type RulePlace } from './bind-rule.ts';
import type { Binder } from './binder.ts';
import { initiativeParameters, memberParameters } from './initiative-parameters.ts';
import { notEvaluated } from './not-evaluated.ts';
import { resolveVersion } from './resolve-version.ts';
import { compileSelectors, type Selectable, type Selects, selectsReference } from './selectors.ts';
import type { BoundRule } from './snapshot.ts';

/** What an assignment may name. */
export type Definitions = {
  readonly definitions: ReadonlyMap<string, PolicyDefinition>;
  readonly initiatives: ReadonlyMap<string, PolicySetDefinition>;
};

/**
 * The rules that an assignment puts in force: one for a definition, one a member for an initiative; where overrides depend on the
 * location, one for each of their outcomes.
 *
 * Never fails: a rule without a usable definition refuses what it covers, as one that cannot be evaluated does, and says why.
 * Members of an initiative that nothing here can judge by (their mode or effect, a version of a built-in definition that is not here) are
 * left out; `checkAssignment` says so.
 */
export function bindAssignment(
  assignment: PolicyAssignment,
  known: Definitions,
  binder: Binder,
): readonly BoundRule[] {
  const { overrides = [] } = assignment;
  const key = keyOf(assignment.policyDefinitionId);
  const initiative = known.initiatives.get(key);
  if (initiative === undefined) {
    const definition = known.definitions.get(key);
    const place: RulePlace = { assignment, key: assignment.id.toLowerCase() };
    const own = overrides.filter(({ selectors }) => selectsReference(selectors, undefined));
    return variantsOf(own).map(({ version, effect, selects }) =>
      bindRule(
        {
          ...place,
          definitionId: assignment.policyDefinitionId,
          ...(effect !== undefined && { effect }),
          ...(selects && { selects }),
        },
        definition && resolveVersion(definition, version ?? assignment.definitionVersion),
        { values: assignment.parameters },
        binder,
      ),
    );
  }
  const ofAll = overrides.filter(each => each.kind === 'definitionVersion' && !namesMembers(each));
  return variantsOf(ofAll).flatMap(variant => {
    const resolved =
      resolveVersion(initiative, variant.version ?? assignment.definitionVersion) ?? initiative;
    return bindInitiative(assignment, resolved, variant.selects, known, binder);
  });
}

/** Every version of the initiative has members of its own; effects, and versions of members, are overridden member by member. */
function bindInitiative(
  assignment: PolicyAssignment,
  initiative: PolicySetDefinition,
  selected: Selects | undefined,
  known: Definitions,
  binder: Binder,
): readonly BoundRule[] {
  const parameters = initiativeParameters(initiative, assignment.parameters);
  return initiative.members.flatMap(member => {
    const { policyDefinitionReferenceId: referenceId, groupNames } = member;
    const definition = known.definitions.get(keyOf(member.policyDefinitionId));
    if (definition && notEvaluated(definition.document, binder.vocabulary) !== undefined) return [];
    const own = (assignment.overrides ?? []).filter(
      each =>
        (each.kind === 'policyEffect' || namesMembers(each)) && selectsReference(each.selectors, referenceId),
    );
    const given = memberParameters(member.parameters, parameters);
    const key = `${assignment.id.toLowerCase()}#${referenceId.toLowerCase()}`;
    return variantsOf(own).flatMap(({ version, effect, selects }) => {
      const wanted = definition && resolveVersion(definition, version ?? member.definitionVersion);
      // Of a built-in definition there is one version here: it stands in for the one that is wanted where it takes the same parameters.
      const standIn = wanted === undefined && definition?.policyType !== 'Custom' ? definition : undefined;
      const rule = bindRule(
        {
          assignment,
          key,
          reference: { initiative, referenceId, groupNames },
          definitionId: member.policyDefinitionId,
          ...(effect !== undefined && { effect }),
          ...both(selected, selects),
        },
        wanted ?? standIn,
        given,
        binder,
      );
      return standIn !== undefined && rule.broken ? [] : [rule];
    });
  });
}

type Variant = { readonly version?: string; readonly effect?: string; readonly selects?: Selects };

/**
 * The outcomes of overrides: of each kind the first that matches wins. One outcome, unless some depend on the location of the
 * resource.
 */
function variantsOf(overrides: readonly PolicyOverride[]): readonly Variant[] {
  const versions = choicesOf(overrides, 'definitionVersion');
  const effects = choicesOf(overrides, 'policyEffect');
  return versions.values.flatMap(version =>
    effects.values.map(effect => ({
      ...(version !== undefined && { version }),
      ...(effect !== undefined && { effect }),
      ...(versions.values.length + effects.values.length > 2 && {
        selects: (resource: Selectable) =>
          versions.choose(resource) === version && effects.choose(resource) === effect,
      }),
    })),
  );
}

function choicesOf(overrides: readonly PolicyOverride[], kind: PolicyOverride['kind']) {
  const rows = overrides
    .filter(override => override.kind === kind)
    .map(({ value, selectors }) => ({ value, selects: compileSelectors(selectors) }));
  const always = rows.findIndex(({ selects }) => selects === undefined);
  const reachable = always === -1 ? rows : rows.slice(0, always + 1);
  const values: readonly (string | undefined)[] = [
    ...new Set([...reachable.map(({ value }) => value), ...(always === -1 ? [undefined] : [])]),
  ];
  const choose = (resource: Selectable): string | undefined =>
    reachable.find(({ selects }) => selects === undefined || selects(resource))?.value;
  return { values, choose };
}

function namesMembers({ selectors }: PolicyOverride): boolean {
  return selectors.some(({ kind }) => kind === 'policyDefinitionReferenceId');
}

function both(one: Selects | undefined, other: Selects | undefined): { readonly selects?: Selects } {
  if (one === undefined) return other === undefined ? {} : { selects: other };
  return { selects: other === undefined ? one : resource => one(resource) && other(resource) };
}
