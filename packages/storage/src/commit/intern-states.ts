import { createHash } from 'node:crypto';
import type { StateResult } from '@sluice/engine/model';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';

/** More sets than most tenants have; those used longest ago are asked for again. */
const MOST_SETS = 200_000;

/** Gives sets of results their numbers in `state_sets`; what has one is remembered by the process. */
export type InternedStates = {
  /** The numbers of these lists of results, in their order. What is new is written, and stays if the caller then writes nothing. */
  numbersOf(lists: readonly (readonly StateResult[])[]): Promise<readonly number[]>;
  /** Forgets what it knows: sets have been removed. */
  forget(): void;
};

export function createInternedStates(database: Database): InternedStates {
  const members = new Map<string, number>();
  /** The engine gives the same object for the same result of a rule wherever it can. */
  const known = new WeakMap<StateResult, number>();
  const sets = new Map<string, number>();

  async function memberIds(lists: readonly (readonly StateResult[])[]): Promise<readonly number[][]> {
    const missing = new Map<string, object>();
    const keys = lists.map(results => {
      const places = new Map<string, number>();
      return results.map(result => {
        const id = known.get(result);
        if (id !== undefined) return id;
        const place = placeOf(places, result);
        const key = keyOf(result, place);
        const member = members.get(key);
        if (member === undefined) missing.set(key, toMember(result, place));
        else if (isPlain(result)) known.set(result, member);
        return member ?? key;
      });
    });
    if (missing.size > 0) {
      const rows = [...missing].map(([key, member]) => ({ hash: hashOf(key), ...member }));
      const ids = await ask(database, 'intern_members', rows);
      for (const key of missing.keys()) members.set(key, found(ids, hashOf(key)));
    }
    return keys.map(each => each.map(key => (typeof key === 'number' ? key : found(members, key))));
  }

  return {
    async numbersOf(lists) {
      const ids = await memberIds(lists);
      const texts = ids.map(each => each.join(','));
      const missing = new Map<string, readonly number[]>();
      for (const [index, text] of texts.entries()) {
        const number = sets.get(text);
        if (number === undefined) missing.set(text, ids[index] ?? []);
      }
      const answers = new Map<string, number>();
      if (missing.size > 0) {
        const rows = [...missing].map(([text, each]) => ({ hash: hashOf(text), members: each }));
        const numbers = await ask(database, 'intern_sets', rows);
        for (const text of missing.keys()) answers.set(text, found(numbers, hashOf(text)));
      }
      const numbers = texts.map(text => answers.get(text) ?? found(sets, text));
      for (const [text, number] of answers) sets.set(text, number);
      for (const text of sets.keys()) {
        if (sets.size <= MOST_SETS) break;
        sets.delete(text);
      }
      return numbers;
    },
    forget() {
      sets.clear();
    },
  };
}

/** From 1, in the order in which the results name them; null: the resource itself. */
function placeOf(places: Map<string, number>, { componentId }: StateResult): number | null {
  if (componentId === null) return null;
  const place = places.get(componentId) ?? places.size + 1;
  places.set(componentId, place);
  return place;
}

/** Such a result may be the same object for other resources too. */
function isPlain({ componentId, evaluatedExpressions, error }: StateResult): boolean {
  return componentId === null && evaluatedExpressions === undefined && error === undefined;
}

/** Everything that tells one member from the other. */
function keyOf(result: StateResult, place: number | null): string {
  const { definitionReferenceId, initiativeId, initiativeVersion, initiativeCategory, groupNames } = result;
  const ofInitiative =
    initiativeId === null
      ? ''
      : JSON.stringify([
          definitionReferenceId,
          initiativeId,
          initiativeVersion,
          initiativeCategory,
          groupNames,
        ]);
  const { complianceState, effect, definitionVersion, definitionCategory, componentType } = result;
  const { assignmentId, definitionId } = result;
  return `${complianceState}\n${effect}\n${place}\n${componentType}\n${definitionVersion}\n${definitionCategory}\n${assignmentId}\n${definitionId}\n${ofInitiative}`;
}

/** A row of `state_members`. */
function toMember(result: StateResult, component: number | null): object {
  const { assignmentId, definitionId, initiativeId } = result;
  return {
    assignment_key: result.assignmentKey,
    assignment_id: assignmentId,
    assignment_name: nameOf(assignmentId),
    assignment_scope: scopeOf(assignmentId),
    definition_key: result.definitionKey,
    definition_id: definitionId,
    definition_name: nameOf(definitionId),
    definition_version: result.definitionVersion,
    definition_category: result.definitionCategory,
    definition_reference_id: result.definitionReferenceId,
    initiative_key: initiativeId?.toLowerCase() ?? null,
    initiative_id: initiativeId,
    initiative_name: initiativeId === null ? null : nameOf(initiativeId),
    initiative_version: result.initiativeVersion,
    initiative_category: result.initiativeCategory,
    group_names: result.groupNames,
    component,
    component_type: result.componentType,
    effect: result.effect,
    compliance_state: result.complianceState,
  };
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** What an extension resource stands at. '': the tenant. */
function scopeOf(id: string): string {
  return id.slice(0, Math.max(0, id.toLowerCase().lastIndexOf('/providers/')));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

async function ask(
  database: Database,
  name: 'intern_members' | 'intern_sets',
  rows: readonly object[],
): Promise<ReadonlyMap<string, number>> {
  const given = JSON.stringify(rows);
  const { rows: answers } = await database.run(kysely =>
    sql<{
      hash: string;
      id: number;
    }>`select hash, id from ${sql.id('sluice', name)}(${given}::json)`.execute(kysely),
  );
  return new Map(answers.map(({ hash, id }) => [hash, id]));
}

function found<Key>(map: { get(key: Key): number | undefined }, key: Key): number {
  const number = map.get(key);
  if (number === undefined) throw new Error('A set of results was not given a number.');
  return number;
}
