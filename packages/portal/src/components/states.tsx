import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Skeleton,
  SkeletonItem,
  tokens,
} from '@fluentui/react-components';
import { ApiError } from '@sluice/arm/client';
import type { ReactNode } from 'react';
import { common } from '#strings/common';
import { type MissingAccess, missingAccess } from '../lib/missing-access.ts';
import { numbersTo } from '../lib/numbers-to.ts';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  empty: {
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
    display: 'grid',
    justifyItems: 'center',
    gap: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
  },
  emptyTitle: {
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    margin: 0,
  },
  hint: { margin: 0, maxWidth: '60ch' },
  lines: { display: 'grid', gap: tokens.spacingVerticalS },
  above: { marginBottom: tokens.spacingVerticalM },
  correlation: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

/** What would be here, and the action that fills it. */
export function EmptyState({
  title,
  hint,
  action,
}: {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {action}
    </div>
  );
}

/** What did not happen, the server's reason, the correlation id, and a second try. Who is not permitted reads whom to ask for what instead: trying again would not help. */
export function ErrorState({
  error,
  what,
  onRetry,
}: {
  readonly error: unknown;
  /** What did not happen: "The assignments could not be read". */
  readonly what?: string;
  readonly onRetry?: () => void;
}) {
  const styles = useStyles();
  const { title, message, correlationId, hint } = describeError(error);
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{what ?? title}</MessageBarTitle>
        {what !== undefined && title !== common.nobodyKnows ? `${title}. ` : ''}
        {hint !== undefined && `${hint} ${common.serverSays} `}
        {message}
        {correlationId !== undefined && (
          <span className={styles.correlation}>
            {common.correlation} {correlationId}{' '}
            <CopyButton text={correlationId} label={common.correlation} />
          </span>
        )}
      </MessageBarBody>
      {onRetry !== undefined && hint === undefined && (
        <MessageBarActions>
          <Button size="small" onClick={onRetry}>
            {common.tryAgain}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

/** What an error says to a reader. */
export function describeError(error: unknown): {
  readonly title: string;
  readonly message: string;
  readonly correlationId: string | undefined;
  /** Whom to ask for what; undefined where a permission is not what is missing. */
  readonly hint?: string;
} {
  if (!(error instanceof ApiError))
    return {
      title: common.nobodyKnows,
      message: error instanceof Error ? error.message : String(error),
      correlationId: undefined,
    };
  const said = {
    message: error.detail.message,
    correlationId: error.headers['x-ms-correlation-request-id'],
  };
  const missing = missingAccess(error);
  if (missing !== undefined) return { ...said, ...describeMissing(missing) };
  return { ...said, title: error.status === 404 ? common.notFound : common.nobodyKnows };
}

function describeMissing({ action, scope }: MissingAccess) {
  return {
    title: action === undefined || action.endsWith('/read') ? common.notPermitted : common.notPermittedToDo,
    hint:
      action === undefined || scope === undefined
        ? common.askOwner
        : common.notPermittedHint(action, scope === '/' ? common.tenant : scope),
  };
}

/** Grey lines in the place of text that is on its way. */
export function LoadingLines({ lines = 4 }: { readonly lines?: number }) {
  const styles = useStyles();
  return (
    <Skeleton aria-label={common.loading} className={styles.lines}>
      {numbersTo(lines).map(line => (
        <SkeletonItem key={line} size={16} />
      ))}
    </Skeleton>
  );
}

/** What a query is like for a view. */
export type Queried<Data> = {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
};

/** Draws loading, error and not-permitted of a query; the data itself is drawn by `children`, its empty state included. */
export function QueryView<Data>({
  query,
  what,
  loading = <LoadingLines />,
  children,
}: {
  readonly query: Queried<Data>;
  readonly what?: string;
  readonly loading?: ReactNode;
  children(data: Data): ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) return <>{loading}</>;
  return (
    <ErrorState
      error={query.error}
      onRetry={() => void query.refetch()}
      {...(what === undefined ? {} : { what })}
    />
  );
}

/** Why a list that is read page after page is not there, or not all of it; nothing where all is well. Stands above what rows there are. */
export function ListError({
  query,
  what,
}: {
  readonly query: Omit<Queried<unknown>, 'isPending'>;
  readonly what: string;
}) {
  const styles = useStyles();
  if (query.error === null) return null;
  return (
    <div className={styles.above}>
      <ErrorState
        error={query.error}
        what={query.data === undefined ? what : common.notAllRead}
        onRetry={() => void query.refetch()}
      />
    </div>
  );
}
