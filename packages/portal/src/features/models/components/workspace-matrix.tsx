import { Button, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { common } from '#strings/common';
import { models } from '#strings/models';
import { Allowed } from '../../../components/allowed.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { describeError, EmptyState, QueryView } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { assetIdOf, type ModelName } from '../../../lib/models/asset-id.ts';
import type { EndpointKind } from '../../../lib/models/model-query.ts';
import { modelAnswerQuery } from '../../../lib/models/use-model.ts';
import { useAllWorkspaces, type Workspace } from '../../../lib/workspaces.ts';
import { ModelVerdict } from './model-verdict.tsx';

const { details: words } = models;
const KINDS = ['online', 'batch', 'serverless'] as const satisfies readonly EndpointKind[];
/** Each row asks the server three times. */
const A_PAGE = 10;

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', maxWidth: '1200px' },
  table: { borderCollapse: 'collapse', width: '100%', minWidth: '640px' },
  cell: {
    textAlign: 'start',
    verticalAlign: 'top',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontWeight: tokens.fontWeightRegular,
  },
  head: { fontWeight: tokens.fontWeightSemibold },
  detail: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** What would become of a deployment of a model in each workspace that the reader may see, by kind of endpoint. */
export function WorkspaceMatrix({ name }: { readonly name: ModelName }) {
  const workspaces = useAllWorkspaces();
  return (
    <QueryView query={workspaces} what={words.couldNotReadWorkspaces}>
      {all =>
        all.length === 0 ? (
          <EmptyState title={words.noWorkspaces} hint={words.noWorkspacesHint} />
        ) : (
          <Matrix name={name} workspaces={all} />
        )
      }
    </QueryView>
  );
}

function Matrix({
  name,
  workspaces,
}: {
  readonly name: ModelName;
  readonly workspaces: readonly Workspace[];
}) {
  const styles = useStyles();
  const [most, setMost] = useState(A_PAGE);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={words.matrix}>
        <table className={styles.table} aria-label={words.matrix}>
          <thead>
            <tr>
              <th scope="col" className={`${styles.cell} ${styles.head}`}>
                {models.workspace}
              </th>
              {KINDS.map(kind => (
                <th key={kind} scope="col" className={`${styles.cell} ${styles.head}`}>
                  {words.kinds[kind]}
                </th>
              ))}
              <th scope="col" className={styles.cell}>
                <span className={styles.head}>{words.deployColumn}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {workspaces.slice(0, most).map(workspace => (
              <Row key={workspace.id} name={name} workspace={workspace} />
            ))}
          </tbody>
        </table>
      </section>
      {workspaces.length > most && (
        <Button appearance="transparent" onClick={() => setMost(before => before + A_PAGE)}>
          {models.showMore(Math.min(A_PAGE, workspaces.length - most))}
        </Button>
      )}
    </>
  );
}

function Row({ name, workspace }: { readonly name: ModelName; readonly workspace: Workspace }) {
  const styles = useStyles();
  const { id, name: workspaceName, subscription, resourceGroup } = workspace;
  const answers = useQueries({ queries: KINDS.map(kind => modelAnswerQuery(name, id, kind)) });
  return (
    <tr>
      <th scope="row" className={styles.cell}>
        <PortalLink to="/models" search={{ workspace: id }}>
          {workspaceName}
        </PortalLink>
        <span className={styles.detail}>
          {subscription} / {resourceGroup}
        </span>
      </th>
      {answers.map(({ data, error }, index) => (
        <td key={KINDS[index]} className={styles.cell}>
          {error !== null ? (
            <span className={styles.detail}>{describeError(error).message}</span>
          ) : data === undefined ? (
            <Skeleton aria-label={common.loading}>
              <SkeletonItem size={16} />
            </Skeleton>
          ) : data === null ? (
            '–'
          ) : (
            <ModelVerdict answer={data} />
          )}
        </td>
      ))}
      <td className={styles.cell}>
        <Allowed action={ACTIONS.deploy}>
          <PortalLink
            to="/deploy"
            search={{ model: assetIdOf(name), workspace: id }}
            aria-label={words.deployIn(workspaceName)}
          >
            {words.deploy}
          </PortalLink>
        </Allowed>
      </td>
    </tr>
  );
}
