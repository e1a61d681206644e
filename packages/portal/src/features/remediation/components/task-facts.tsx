import { remediation } from '#strings/remediation';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { PrincipalText } from '../../../components/principal-text.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { number } from '../../../lib/format/number.ts';
import type { Remediation } from '../remediation.ts';
import { TaskState } from './task-state.tsx';

const words = remediation.task;

/** What a task was asked for, and where it is. */
export function TaskFacts({ task }: { readonly task: Remediation }) {
  const nameOf = useDisplayNames([task.assignmentId]);
  const { resourceIds, failureThreshold } = task;
  return (
    <Facts
      facts={[
        [remediation.state, <TaskState key="state" state={task.state} />],
        [words.message, task.message],
        [
          remediation.assignment,
          <PortalLink key="assignment" to="/policy/assignments/details" search={{ id: task.assignmentId }}>
            {nameOf(task.assignmentId)}
          </PortalLink>,
        ],
        [words.member, task.referenceId],
        [remediation.scope, <ScopeName key="scope" id={task.scope} />],
        [remediation.created, <TimeText key="created" at={task.createdOn} />],
        [words.createdBy, <PrincipalText key="who" id={task.createdBy} />],
        [remediation.updated, <TimeText key="updated" at={task.updatedOn} />],
        [words.discovery, words.discoveries[task.discoveryMode] ?? task.discoveryMode],
        [words.locations, task.locations.length === 0 ? undefined : task.locations.join(', ')],
        [
          words.onlyResources,
          resourceIds.length === 0
            ? undefined
            : resourceIds.map(id => <IdText key={id} id={id} label={words.resource} />),
        ],
        [words.most, task.resourceCount === undefined ? undefined : number(task.resourceCount)],
        [
          words.parallel,
          task.parallelDeployments === undefined ? undefined : number(task.parallelDeployments),
        ],
        [
          words.threshold,
          failureThreshold === undefined ? words.noThreshold : `${Number(failureThreshold.toFixed(2))} %`,
        ],
        [
          words.correlation,
          task.correlationId === undefined ? undefined : (
            <IdText key="correlation" id={task.correlationId} label={words.correlation} />
          ),
        ],
      ]}
    />
  );
}
