import { Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { deploy as words } from '#strings/deploy';
import { PortalLink } from '../../../components/portal-link.tsx';
import { SearchCombobox } from '../../../components/search-combobox.tsx';
import { VerdictBadge } from '../../../components/verdict-badge.tsx';
import { readModelName } from '../../../lib/models/asset-id.ts';
import type { CatalogModel } from '../../../lib/models/catalog-model.ts';
import type { EndpointKind } from '../../../lib/models/model-query.ts';
import { useModels } from '../../../lib/models/use-models.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { useTyping } from '../../../lib/use-typing.ts';

const MOST = 25;
const PAUSE_MS = 250;

const useStyles = makeStyles({
  // Inside of a sentence, colour alone does not tell a link.
  link: { textDecorationLine: 'underline' },
  option: { display: 'grid', minWidth: 0 },
  detail: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Picks a model of the catalog, searched as one types, each with its verdict for the workspace; or takes an asset id as it is pasted. */
export function ModelPicker({
  value,
  workspace,
  kind,
  problem,
  onChange,
}: {
  readonly value: string;
  readonly workspace: string;
  readonly kind: EndpointKind;
  readonly problem: string | undefined;
  onChange(model: string): void;
}) {
  const styles = useStyles();
  const typing = useTyping();
  const typed = searchedFor(typing.typed);
  const text = useDebounced(typed, PAUSE_MS);
  const inWorkspace = workspace === '' ? undefined : workspace;
  const { data, isPlaceholderData } = useModels(
    {
      workspace: inWorkspace,
      kind,
      filter: { text },
      sort: inWorkspace === undefined ? 'name' : 'verdict',
      top: MOST,
    },
    typing.isOpen,
  );
  const found = data?.pages[0]?.models ?? [];
  const name = readModelName(value);

  return (
    <Field
      label={words.model}
      required
      hint={
        name?.version === undefined ? (
          words.modelHint
        ) : (
          <>
            {words.modelFacts(name.registry, name.version)}.{' '}
            <PortalLink
              className={styles.link}
              to="/models/details"
              search={{ id: value, workspace: inWorkspace }}
            >
              {words.modelDetails}
            </PortalLink>
          </>
        )
      }
      {...(problem === undefined ? {} : { validationMessage: problem })}
    >
      <SearchCombobox
        placeholder={words.modelPlaceholder}
        typing={typing}
        chosen={value}
        text={name?.name ?? value}
        isCurrent={text === typed && !isPlaceholderData && !isReference(typing.typed ?? '')}
        readTyped={typed => (isReference(typed) ? typed.trim() : undefined)}
        onPick={onChange}
      >
        {found.map(model => (
          <Option key={model.assetId} value={model.assetId} text={model.displayName}>
            <ModelOption model={model} />
          </Option>
        ))}
        {data !== undefined && found.length === 0 && (
          <Option disabled value="" text="">
            {words.noModels}
          </Option>
        )}
      </SearchCombobox>
    </Field>
  );
}

function ModelOption({ model }: { readonly model: CatalogModel }) {
  const styles = useStyles();
  const { displayName, registry, version, publisher, answer } = model;
  return (
    <span className={styles.option}>
      <span>{displayName}</span>
      <span className={styles.detail}>
        {publisher === undefined ? '' : `${publisher} · `}
        {words.modelFacts(registry, version)}
      </span>
      {answer !== undefined && (
        <span className={styles.detail}>
          <VerdictBadge verdict={answer.verdict} />
        </span>
      )}
    </span>
  );
}

/** Nothing of the catalog is called like an id. */
function searchedFor(typed = ''): string {
  return isReference(typed) ? '' : typed;
}

/** Whether a text is an id rather than words to search for. */
function isReference(text: string): boolean {
  return /^(azureml:|\/)/i.test(text.trim());
}
