import { afterAll, beforeAll, describe } from 'vitest';
import { describeActivityLog } from './suite/activity-log.ts';
import { describeChanges } from './suite/changes.ts';
import { describeCommit } from './suite/commit.ts';
import { describeConcurrency } from './suite/concurrency.ts';
import { describeEvents } from './suite/events.ts';
import { describeFaults } from './suite/faults.ts';
import { describeGrants } from './suite/grants.ts';
import { describeInsights } from './suite/insights.ts';
import { describeJobs } from './suite/jobs.ts';
import { describeLedger } from './suite/ledger.ts';
import { describeMigrations } from './suite/migrations.ts';
import { describeQueryFilters } from './suite/query-filters.ts';
import { describeQueryLaws } from './suite/query-laws.ts';
import { describeQueryPipelines } from './suite/query-pipelines.ts';
import { describeRemediations } from './suite/remediations.ts';
import { describeResources } from './suite/resources.ts';
import { describeScans } from './suite/scans.ts';
import { describeSmallStores } from './suite/small-stores.ts';
import { describeStates } from './suite/states.ts';
import { describeTrackedResources } from './suite/tracked-resources.ts';
import { describeTrend } from './suite/trend.ts';
import type { TestServer } from './test-server.ts';

/** What every PostgreSQL must do for us: run on the bundled one and on the oldest supported one. */
export function runStoreSuite(name: string, start: () => Promise<TestServer>): void {
  describe(name, () => {
    let server: TestServer | undefined;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server?.stop());
    const running = (): TestServer => {
      if (server === undefined) throw new Error('the server did not start');
      return server;
    };
    describeMigrations(running);
    describeCommit(running);
    describeResources(running);
    describeChanges(running);
    describeStates(running);
    describeScans(running);
    describeInsights(running);
    describeTrend(running);
    describeRemediations(running);
    describeTrackedResources(running);
    describeEvents(running);
    describeActivityLog(running);
    describeQueryFilters(running);
    describeQueryLaws(running);
    describeQueryPipelines(running);
    describeLedger(running);
    describeSmallStores(running);
    describeGrants(running);
    describeJobs(running);
    describeConcurrency(running);
    describeFaults(running);
  });
}
