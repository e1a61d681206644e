import type { Principal, Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { type BareRecords, bareSnapshot } from '../../../testing/bare-snapshot.ts';
import { refusalOf, written } from '../../../testing/write.ts';
import { groupsWith, withoutMembers } from './memberships.ts';
import { PRINCIPALS } from './type.ts';

const ANN = '00000000-0000-4000-8000-00000000000a';
const BOB = '00000000-0000-4000-8000-00000000000b';
const TEAM = '00000000-0000-4000-8000-00000000000c';
const NOBODY = '00000000-0000-4000-8000-00000000000d';
const READER = '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';

const principal = (id: string, more: Partial<Principal> = {}): Principal => ({
  id,
  clientId: id,
  displayName: id,
  kind: 'ServicePrincipal',
  enabled: true,
  ...more,
});
const groupOf = (id: string, ...members: readonly string[]) => principal(id, { kind: 'Group', members });
const resource = (name: string, properties: JsonObject): Resource =>
  written({
    type: PRINCIPALS,
    id: `/providers/Sluice.Governance/principals/${name}`,
    body: { properties: { displayName: name, ...properties } },
  });
const team = (...members: readonly string[]) => resource(TEAM, { principalType: 'Group', members });

function check(written: Resource, stored: Resource | undefined, records: BareRecords) {
  return () => PRINCIPALS.checkWrite?.(written, stored, bareSnapshot(records));
}

describe('the members of a group', () => {
  const principals = [principal(ANN), groupOf(TEAM, ANN, BOB)];

  it('are known, or the group itself', () => {
    expect(check(team(ANN.toUpperCase(), TEAM), undefined, { principals: [principal(ANN)] })).not.toThrow();
    expect(refusalOf(check(team(ANN, BOB), undefined, { principals: [principal(ANN)] }))).toMatchObject({
      status: 400,
      code: 'PrincipalNotFound',
      target: '/properties/members',
      message: expect.stringContaining(BOB),
    });
  });

  it('that were there before may be nobody any more', () => {
    const stored = team(ANN, BOB);
    expect(check(team(BOB.toUpperCase(), ANN), stored, { principals })).not.toThrow();
    expect(refusalOf(check(team(ANN, BOB, NOBODY), stored, { principals })).code).toBe('PrincipalNotFound');
  });

  it('leave it by their keys, and the others stay', () => {
    const left = withoutMembers(team(ANN.toUpperCase(), BOB), new Set([ANN]));
    expect(left.body['properties']).toMatchObject({ displayName: TEAM, members: [BOB] });
  });

  it('are found in every group that names them, but for one that goes too', () => {
    const all = new Map(
      [groupOf(TEAM, ANN.toUpperCase()), groupOf(BOB, TEAM), principal(ANN)].map(each => [each.id, each]),
    );
    const named = (...keys: readonly string[]) => groupsWith(all, new Set(keys)).map(({ id }) => id);
    expect(named(ANN)).toEqual([TEAM]);
    expect(named(ANN, TEAM)).toEqual([BOB]);
    expect(named(BOB)).toEqual([]);
  });
});

describe('an object id of somebody who was deleted', () => {
  const assignment = (name: string, principalId: string) => ({
    id: `/subscriptions/5/providers/Microsoft.Authorization/roleAssignments/${name}`,
    scope: '/subscriptions/5',
    roleDefinitionId: READER,
    principalId,
  });
  const refused = (records: BareRecords) => refusalOf(check(resource(ANN, {}), undefined, records));

  it('is not given again while role assignments name it', () => {
    expect(refused({ roleAssignments: [assignment('a', ANN.toUpperCase())] })).toMatchObject({
      status: 409,
      code: 'PrincipalIdNotAvailable',
      message: expect.stringContaining('named by 1 role assignment:'),
    });
  });

  it('is not given again while groups name it', () => {
    const principals = [groupOf(TEAM, ANN), groupOf(BOB, ANN)];
    const roleAssignments = [assignment('a', ANN), assignment('b', ANN)];
    expect(refused({ principals }).message).toContain('named by 2 groups:');
    expect(refused({ principals, roleAssignments }).message).toContain(
      'named by 2 role assignments and 2 groups:',
    );
  });

  it('is free once nothing names it, and his own as long as he is there', () => {
    const roleAssignments = [assignment('a', BOB)];
    expect(check(resource(ANN, {}), undefined, { roleAssignments })).not.toThrow();
    const own = { principals: [principal(ANN)], roleAssignments: [assignment('a', ANN)] };
    expect(check(resource(ANN, {}), resource(ANN, {}), own)).not.toThrow();
  });
});
