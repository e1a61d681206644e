import { COMPLIANCE_RANK } from '@sluice/engine/model';
import { type RawBuilder, sql } from 'kysely';

type Sql = RawBuilder<unknown>;

/** Which states: those that hold now, those that held at a time, or each that held at some time between two. Both ends count. */
export type Period =
  | { readonly kind: 'now' }
  | { readonly kind: 'at'; readonly at: string }
  | { readonly kind: 'within'; readonly from: string; readonly to: string };

/**
 * One row a resource and stretch of time. `narrow`: a condition over `s` with the columns `resource_key` and `set_id`. `at` and
 * `revision`: the last evaluation on record that is not after the time asked for, and what it went by; within a period, those that the
 * stretch began with. `began`: the stretch.
 */
export function resourceStretches(period: Period, narrow: RawBuilder<boolean>): Sql {
  const { evaluation, starts, ends } = TIMES[period.kind](period);
  const stretches = (table: Sql, began: Sql) => {
    const { at, revision } = evaluation(began);
    return sql`
      select s.resource_key, s.resource_id, s.resource_type, s.location, ${revision} as revision, s.set_id, ${at} as at,
        ${began} as began, s.since, s.told_since, s.first_at, s.components, s.details
      from ${table} s
      where ${narrow} and ${starts(began)}`;
  };
  const current = stretches(sql`sluice.resource_states`, sql`s.changed_at`);
  if (period.kind === 'now') return current;
  return sql`${current}
    union all
    ${stretches(sql`sluice.state_history`, sql`s.valid_from`)} and ${ends(sql`s.valid_to`)}`;
}

type Evaluation = { readonly at: Sql; readonly revision: Sql };
type Times = {
  readonly evaluation: (began: Sql) => Evaluation;
  readonly starts: (began: Sql) => Sql;
  readonly ends: (ended: Sql) => Sql;
};

const TIMES: { readonly [K in Period['kind']]: (period: Period) => Times } = {
  now: () => ({
    evaluation: () => ({ at: sql`s.at`, revision: sql`s.revision` }),
    starts: () => sql`true`,
    ends: () => sql`true`,
  }),
  at: period => {
    const at = sql`${period.kind === 'at' ? period.at : null}::timestamptz`;
    // Of those between the first and the last of a stretch the ones by other records are kept.
    const between = sql`width_bucket(${at}, s.judged_at)`;
    return {
      evaluation: began => ({
        at: sql`case when s.at <= ${at} then s.at else coalesce(s.judged_at[${between}], ${began}) end`,
        revision: sql`case when s.at <= ${at} then s.revision else coalesce(s.judged_by[${between}], s.began_by, s.revision) end`,
      }),
      starts: began => sql`${began} <= ${at}`,
      ends: ended => sql`${ended} > ${at}`,
    };
  },
  within: period => {
    const { from, to } = period.kind === 'within' ? period : { from: null, to: null };
    return {
      evaluation: began => ({ at: began, revision: sql`coalesce(s.began_by, s.revision)` }),
      starts: began => sql`${began} <= ${to}::timestamptz`,
      ends: ended => sql`${ended} > ${from}::timestamptz`,
    };
  },
};

/** Rows of resources, or of their components. */
export type Subject = 'resources' | 'components';

/** What `q` has of a member, as it is named there. */
const MEMBER_COLUMNS = sql`
  m.assignment_key, m.assignment_id, m.assignment_name, m.assignment_scope, m.definition_key, m.definition_id,
  m.definition_name, m.definition_version, m.definition_category, m.definition_reference_id, m.initiative_key,
  m.initiative_id, m.initiative_name, m.initiative_version, m.initiative_category, m.group_names, m.component,
  m.component_type, m.effect, m.compliance_state`;

/** The members of the set `set`, each with its place, as `t`, `u` and `m`. */
function membersOf(set: Sql): Sql {
  return sql`
    join sluice.state_sets t on t.id = ${set}
    cross join lateral unnest(t.members) with ordinality as u(member, place)
    join sluice.state_members m on m.id = u.member`;
}

const RANK = [...COMPLIANCE_RANK];

/**
 * What is told of a set: never what is not applicable. Of the components of a resource that a rule judges the resource has the state that
 * wins; the first, where several have it.
 */
function isTold(subject: Subject): Sql {
  if (subject === 'components') return sql`m.compliance_state <> 'NotApplicable' and m.component is not null`;
  return sql`m.compliance_state <> 'NotApplicable' and (m.component is null or not exists (
    select from unnest(t.members) with ordinality as v(member, place)
    join sluice.state_members o on o.id = v.member
    where o.component is not null and o.compliance_state <> 'NotApplicable'
      and o.assignment_key = m.assignment_key
      and o.definition_reference_id is not distinct from m.definition_reference_id
      and (array_position(${RANK}::text[], o.compliance_state), v.place)
        < (array_position(${RANK}::text[], m.compliance_state), u.place)))`;
}

/**
 * One row a result: what `q` is in queries of states. Within a period each stretch of a result and its reasons comes once, from the resource's
 * stretch that it began in, or that held when the period began; `at` is when it began.
 */
export function stateRows(period: Period, subject: Subject, narrow: RawBuilder<boolean>): Sql {
  const since = sql`coalesce(s.since[u.place], s.began)`;
  const told = sql`coalesce(s.told_since[u.place], s.since[u.place], s.began)`;
  const within = period.kind === 'within';
  return sql`
    select s.resource_key, s.resource_id, s.resource_type, s.location, s.revision, s.began, s.components, s.details,
      ${within ? told : sql`s.at`} as at, ${since} as since, coalesce(s.first_at[u.place], s.began) as first_at,
      t.members, u.place::integer as place, u.member, ${MEMBER_COLUMNS}
    from (${resourceStretches(period, narrow)}) as s
    ${membersOf(sql`s.set_id`)}
    where ${isTold(subject)}
      ${within ? sql`and (${told} >= s.began or s.began <= ${period.from}::timestamptz)` : sql``}`;
}

/** One row a result of a request: what `q` is in queries of events. `narrow` is over `s`, as for states. */
export function eventRows(from: string, to: string, narrow: RawBuilder<boolean>): Sql {
  return sql`
    select s.id, s.resource_key, s.resource_id, s.resource_type, s.location, s.revision, s.at, s.principal_id,
      s.components, s.details, t.members, u.place::integer as place, u.member, ${MEMBER_COLUMNS}
    from sluice.decisions s
    ${membersOf(sql`s.set_id`)}
    where s.at >= ${from}::timestamptz and s.at <= ${to}::timestamptz and ${narrow} and ${isTold('resources')}`;
}

/**
 * How many resources have which results, and where, without looking at resources: what `q` is where only such columns are named. `n` is the
 * number. `narrow` is over `s` with the columns `scope_key` and `set_id`, `told` over `q` with a member. Only what holds now is counted.
 *
 * `columns` are those of `q` that are asked for: the fewer of them tell results apart, the fewer rows there are. The others are missing.
 */
export function countedRows(
  subject: Subject,
  narrow: RawBuilder<boolean>,
  told: RawBuilder<boolean>,
  columns: ReadonlySet<string>,
): Sql {
  const only = (column: string, ...wanted: readonly string[]): Sql =>
    wanted.some(name => columns.has(name)) ? sql.ref(`s.${column}`) : sql`null::text`;
  const ofMember = COUNTED_MEMBER_COLUMNS.filter(name => columns.has(name)).map(name => sql.ref(`q.${name}`));
  const list = ofMember.length === 0 ? sql`` : sql`, ${sql.join(ofMember)}`;
  return sql`
    select nullif(split_part(s.scope_key, '/', 3), '') as subscription_id,
      coalesce(g.name, nullif(split_part(s.scope_key, '/', 5), '')) as resource_group,
      s.resource_type, s.location, s.n * q.results as n${list}
    from (
      select c.scope_key, c.resource_type, c.location, c.set_id, sum(c.delta)::bigint as n
      from (
        select ${only('scope_key', 'subscription_id', 'resource_group')} as scope_key,
          ${only('resource_type', 'resource_type')} as resource_type,
          ${only('location', 'location')} as location, s.set_id, s.delta
        from sluice.state_counters s
        where ${narrow}
      ) as c
      group by c.scope_key, c.resource_type, c.location, c.set_id
      having sum(c.delta) > 0
    ) as s
    left join sluice.resources g on g.key = s.scope_key and split_part(s.scope_key, '/', 5) <> ''
    join (
      select q.set_id, count(*) as results${list}
      from (
        select t.id as set_id, u.member, ${MEMBER_COLUMNS}
        from sluice.state_sets t
        cross join lateral unnest(t.members) with ordinality as u(member, place)
        join sluice.state_members m on m.id = u.member
        where ${isTold(subject)}
      ) as q
      where ${told}
      group by q.set_id${list}
    ) as q on q.set_id = s.set_id`;
}

const COUNTED_MEMBER_COLUMNS = [
  'assignment_id',
  'assignment_name',
  'assignment_scope',
  'definition_id',
  'definition_name',
  'definition_version',
  'definition_category',
  'definition_reference_id',
  'initiative_id',
  'initiative_name',
  'initiative_version',
  'initiative_category',
  'group_names',
  'component_type',
  'effect',
  'compliance_state',
] as const;
