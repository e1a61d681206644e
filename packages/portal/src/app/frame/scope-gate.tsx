import { Button } from '@fluentui/react-components';
import { useRouterState, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { frame } from '#strings/frame';
import { IdText } from '../../components/id-text.tsx';
import { Page } from '../../components/page.tsx';
import { PortalLink } from '../../components/portal-link.tsx';
import { ErrorState } from '../../components/states.tsx';
import { session } from '../../lib/arm.ts';
import { type ScopeNode, useGoneScope, useScopeTree } from '../../lib/scope.ts';

/** What is about the server and not about a scope of it. */
const WITHOUT_SCOPE = '/manage/about';
/** Pages that are about one thing, or about all that there is: whatever scope the address keeps beside that. */
const OF_NO_SCOPE = /\/(details|resource|decision|search|settings)$/;

/** The page, unless there is no scope that it could be about: then why, and what to do. */
export function ScopeGate({ children }: { readonly children: ReactNode }) {
  const tree = useScopeTree();
  const path = useRouterState({ select: state => state.location.pathname });
  const { id } = useSearch({ strict: false }) as { readonly id?: string };
  const gone = useGoneScope();
  const isOfNoScope = OF_NO_SCOPE.test(path) || (path.endsWith('/scope') && id !== undefined);
  const again = () => void tree.refetch();
  if (path.endsWith(WITHOUT_SCOPE)) return children;
  if (tree.isError && tree.data === undefined)
    return (
      <Page title={frame.scopesFailed}>
        <ErrorState error={tree.error} onRetry={again} />
      </Page>
    );
  if (tree.data?.length === 0)
    return (
      <Page
        title={frame.noScopes}
        purpose={frame.noScopesHint}
        commands={
          <Button appearance="primary" disabledFocusable={tree.isFetching} onClick={again}>
            {frame.noScopesRefresh}
          </Button>
        }
      >
        <p>{session().account.displayName}</p>
        <IdText id={session().account.principalId} label={frame.principalId} most={80} />
      </Page>
    );
  if (gone !== undefined && !isOfNoScope) return <GoneScope id={gone} top={tree.data?.[0]} />;
  return children;
}

/** In place of a page about a scope that is not there: another scope's numbers would be taken for those of this one. */
function GoneScope({ id, top }: { readonly id: string; readonly top: ScopeNode | undefined }) {
  const { location } = useRouterState();
  return (
    <Page title={frame.goneScope} purpose={frame.goneScopeHint}>
      <p>
        <IdText id={id} label={frame.scopeId} most={80} />
      </p>
      {top !== undefined && (
        <PortalLink to="." search={{ ...location.search, scope: top.id }}>
          {frame.toTopScope(top.displayName)}
        </PortalLink>
      )}
    </Page>
  );
}
