import { Button } from '@fluentui/react-components';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { frame } from '#strings/frame';
import { IdText } from '../../components/id-text.tsx';
import { Page } from '../../components/page.tsx';
import { ErrorState } from '../../components/states.tsx';
import { session } from '../../lib/arm.ts';
import { useScopeTree } from '../../lib/scope.ts';

/** What is about the server and not about a scope of it. */
const WITHOUT_SCOPE = '/manage/about';

/** The page, unless there is no scope that it could be about: then why, and what to do. */
export function ScopeGate({ children }: { readonly children: ReactNode }) {
  const tree = useScopeTree();
  const path = useRouterState({ select: state => state.location.pathname });
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
  return children;
}
