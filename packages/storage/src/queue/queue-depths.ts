import type pg from 'pg';
import { JOB_SCHEMA } from './job-schema.ts';
import type { QueueDepth } from './queue.ts';

/** Jobs that are not done, by name and state. One statement over what is kept for ten minutes after it is done. */
export async function readDepths(pool: pg.Pool): Promise<readonly QueueDepth[]> {
  const { rows } = await pool.query<{ name: string; state: QueueDepth['state']; jobs: number }>(`
    select name,
      case state when 'active' then 'active' when 'retry' then 'retrying'
        else case when start_after > now() then 'scheduled' else 'waiting' end end as state,
      count(*)::int as jobs
    from ${JOB_SCHEMA}.job
    where state in ('created', 'retry', 'active')
    group by 1, 2
    order by 1, 2`);
  return rows;
}
