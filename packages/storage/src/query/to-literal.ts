import { type ODataLiteral, parseODataTime } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import type { ColumnKind } from './columns.ts';
import { queryProblem } from './query-problem.ts';

/**
 * A literal as a parameter of one kind: keys in lower case, other texts as written. Rejects by `StorageQueryProblem` what cannot be read as that kind; `phrase`
 * begins the message (`'at' must be compared with`).
 */
export function toLiteral(
  literal: ODataLiteral,
  kind: ColumnKind,
  phrase: string,
  option: string,
): RawBuilder<unknown> {
  const refuse = (what: string): Error => queryProblem(`${phrase} ${what}`, literal.position, option);
  switch (kind) {
    case 'text':
    case 'key': {
      const text = literal.kind === 'null' ? null : String(literal.value);
      if (text?.includes('\0')) throw refuse('a text without the character NUL');
      // Keys were put in lower case by JavaScript, which knows more letters than some databases do.
      return sql`${kind === 'key' ? (text?.toLowerCase() ?? null) : text}::text`;
    }
    case 'time': {
      if (literal.kind === 'null') return sql`null::timestamptz`;
      const { value } = parseODataTime(typeof literal.value === 'string' ? literal.value : '');
      if (value === undefined) throw refuse('a time such as 2026-01-31T08:00:00Z');
      return sql`${value}::timestamptz`;
    }
    case 'number':
      if (literal.kind !== 'number' && literal.kind !== 'null') throw refuse('a number');
      return sql`${literal.value}::float8`;
    case 'boolean':
      if (literal.kind !== 'boolean' && literal.kind !== 'null') throw refuse('true or false');
      return sql`${literal.value}::boolean`;
    case 'textArray':
      throw refuse('a collection');
  }
}

/** What a literal is by itself; undefined for null. */
export function kindOfLiteral({ kind }: ODataLiteral): ColumnKind | undefined {
  switch (kind) {
    case 'null':
      return undefined;
    case 'number':
    case 'boolean':
      return kind;
    case 'timestamp':
      return 'time';
    case 'text':
    case 'guid':
    case 'word':
      return 'text';
  }
}
