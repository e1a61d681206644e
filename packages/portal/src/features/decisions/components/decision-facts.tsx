import { decisions } from '#strings/decisions';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { VerdictBadge } from '../../../components/verdict-badge.tsx';
import type { DecisionSummary } from '../../../lib/explanation/decision.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { number } from '../../../lib/format/number.ts';
import { pageOf } from '../../../lib/page-of.ts';

const { facts: words } = decisions;

/** Who asked what, when, and what the answer was. */
export function DecisionFacts({ decision }: { readonly decision: DecisionSummary }) {
  const { verdict, at, revision, resourceId, principalName, principalId } = decision;
  // What was refused may not be there: its page is no promise.
  const place = verdict === 'allow' ? pageOf(resourceId) : undefined;
  const name = nameOfId(resourceId);
  return (
    <Facts
      layout="beside"
      facts={[
        [words.verdict, <VerdictBadge key="" verdict={verdict} />],
        [words.who, principalName ?? principalId ?? decisions.nobody],
        [words.when, <TimeText key="" at={at} />],
        [words.revision, revision === undefined ? undefined : number(revision)],
        [
          words.resource,
          place === undefined ? (
            name
          ) : (
            <PortalLink key="" {...place}>
              {name}
            </PortalLink>
          ),
        ],
      ]}
    />
  );
}

/** What machines call it. */
export function DecisionIds({ decision }: { readonly decision: DecisionSummary }) {
  const { name, action, resourceId, resourceType, apiVersion, correlationId, engineVersion } = decision;
  return (
    <Facts
      facts={[
        [words.operation, action],
        [words.type, resourceType],
        [words.resourceId, <IdText key="" id={resourceId} label={words.resourceId} most={300} />],
        [words.apiVersion, apiVersion],
        [
          words.correlation,
          correlationId === undefined ? undefined : (
            <IdText key="" id={correlationId} label={words.correlation} />
          ),
        ],
        [words.id, <IdText key="" id={name} label={words.id} />],
        [words.engine, engineVersion],
      ]}
    />
  );
}
