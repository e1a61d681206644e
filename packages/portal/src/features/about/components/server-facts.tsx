import { about as words } from '#strings/about';
import { Card } from '../../../components/card.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { ErrorState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { useConfig } from '../../../lib/use-config.ts';
import { useHealth } from '../api/get-health.ts';
import { useRevision } from '../api/get-revision.ts';
import { GoodOrBad } from './good-or-bad.tsx';

/** Which server this is, what it goes by, and whether it is well. */
export function ServerFacts() {
  const config = useConfig();
  return (
    <Card title={words.server}>
      <p>{words.serverHint}</p>
      <QueryView query={config} what={words.configFailed}>
        {({ version, cloudName, tenantId }) => (
          <Facts
            facts={[
              [words.version, version],
              [words.cloud, cloudName],
              [words.endpoint, <IdText key="endpoint" id={location.origin} label={words.endpoint} />],
              [words.tenant, <IdText key="tenant" id={tenantId} label={words.tenant} />],
              [words.revision, <Revision key="revision" />],
              [words.health, <Alive key="alive" />],
              [words.readiness, <Ready key="ready" />],
            ]}
          />
        )}
      </QueryView>
    </Card>
  );
}

function Revision() {
  const query = useRevision();
  return (
    <QueryView query={query} what={words.revisionFailed} loading={<LoadingLines lines={1} />}>
      {revision => (revision === null ? words.noRevision : words.revisionOf(revision))}
    </QueryView>
  );
}

function Alive() {
  const { data, error, refetch } = useHealth();
  // What was read stays shown while a server is away: that it cannot be read now is what matters.
  if (error !== null)
    return <ErrorState error={error} what={words.healthFailed} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingLines lines={1} />;
  return (
    <GoodOrBad state={data.isAlive ? 'good' : 'bad'}>{data.isAlive ? words.alive : words.dead}</GoodOrBad>
  );
}

function Ready() {
  const { data, error } = useHealth();
  if (error !== null) return <span>–</span>;
  if (data === undefined) return <LoadingLines lines={1} />;
  return (
    <>
      <GoodOrBad state={data.isReady ? 'good' : 'bad'}>
        {data.isReady ? words.ready : words.notReady(data.readiness)}
      </GoodOrBad>{' '}
      · {words.checked} <TimeText at={data.at} />
    </>
  );
}
