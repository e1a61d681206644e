import { makeStyles, tokens } from '@fluentui/react-components';
import { Rocket20Regular } from '@fluentui/react-icons';
import { frame } from '#strings/frame';
import { models } from '#strings/models';
import { Allowed } from '../../../components/allowed.tsx';
import { CommandLink } from '../../../components/command-link.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { Section } from '../../../components/section.tsx';
import { EmptyState, QueryView } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { assetIdOf, type ModelName, readModelName } from '../../../lib/models/asset-id.ts';
import type { CatalogModel } from '../../../lib/models/catalog-model.ts';
import { useModel } from '../../../lib/models/use-model.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useModelVersions } from '../api/model-versions.ts';
import { ModelDeployments } from '../components/model-deployments.tsx';
import { ModelFacts } from '../components/model-facts.tsx';
import { ModelVersions } from '../components/model-versions.tsx';
import { WorkspaceMatrix } from '../components/workspace-matrix.tsx';
import { WorkspaceVerdict } from '../components/workspace-verdict.tsx';

const { details: words } = models;

const useStyles = makeStyles({ facts: { marginTop: tokens.spacingVerticalM, maxWidth: '960px' } });

/** One model: what it is, its versions, where it may run and where it does. */
export default function ModelPage() {
  const [{ id = '', workspace }] = useUrlState<'id' | 'workspace'>();
  const asked = readModelName(id);
  const model = useModel(asked);
  const crumbs = [{ label: frame.pages.catalog, to: '/models', search: { workspace } }];
  const name =
    asked === undefined || !model.data
      ? undefined
      : { ...asked, version: asked.version ?? model.data.version };
  return (
    <Page
      title={model.data?.displayName ?? asked?.name ?? words.untitled}
      crumbs={crumbs}
      {...(model.data?.description === undefined ? {} : { purpose: model.data.description })}
      commands={
        name === undefined ? undefined : (
          <Allowed action={ACTIONS.deploy}>
            <CommandLink
              to="/deploy"
              search={{ model: assetIdOf(name), workspace }}
              appearance="primary"
              icon={<Rocket20Regular />}
            >
              {words.deploy}
            </CommandLink>
          </Allowed>
        )
      }
    >
      {asked === undefined ? (
        <Nothing title={words.noModel} hint={words.noModelHint} />
      ) : (
        <QueryView query={model} what={words.couldNotRead}>
          {found =>
            found === null || name === undefined ? (
              <Nothing title={words.notFound} hint={words.notFoundHint} />
            ) : (
              <Model name={name} model={found} workspace={workspace} />
            )
          }
        </QueryView>
      )}
    </Page>
  );
}

function Nothing({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <EmptyState
      title={title}
      hint={hint}
      action={<PortalLink to="/models">{words.openCatalog}</PortalLink>}
    />
  );
}

function Model({
  name,
  model,
  workspace,
}: {
  readonly name: ModelName;
  readonly model: CatalogModel;
  readonly workspace: string | undefined;
}) {
  const styles = useStyles();
  const versions = useModelVersions(model.modelId);
  const version = versions.data?.find(each => each.name.toLowerCase() === name.version);
  return (
    <>
      {workspace !== undefined && <WorkspaceVerdict name={name} workspace={workspace} />}
      <div className={styles.facts}>
        <ModelFacts name={name} model={model} version={version} />
      </div>
      <Section title={words.where} hint={words.whereHint(name.version ?? '')}>
        <WorkspaceMatrix name={name} />
      </Section>
      <Section title={words.versions}>
        <ModelVersions name={name} workspace={workspace} query={versions} />
      </Section>
      <Section title={words.runs} hint={words.runsHint}>
        <ModelDeployments name={name} />
      </Section>
    </>
  );
}
