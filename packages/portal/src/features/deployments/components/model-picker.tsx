import { Combobox, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { deploy as words } from '#strings/deploy';
import { PortalLink } from '../../../components/portal-link.tsx';
import { VerdictBadge } from '../../../components/verdict-badge.tsx';
import { readModelName } from '../../../lib/models/asset-id.ts';
import type { CatalogModel } from '../../../lib/models/catalog-model.ts';
import type { EndpointKind } from '../../../lib/models/model-query.ts';
import { useModels } from '../../../lib/models/use-models.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';

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
  const [typed, setTyped] = useState<string>();
  const [isOpen, setIsOpen] = useState(false);
  const text = useDebounced(typed ?? '', PAUSE_MS);
  const inWorkspace = workspace === '' ? undefined : workspace;
  const { data } = useModels(
    {
      workspace: inWorkspace,
      kind,
      filter: { text: isReference(text) ? '' : text },
      sort: inWorkspace === undefined ? 'name' : 'verdict',
      top: MOST,
    },
    isOpen,
  );
  const found = data?.pages[0]?.models ?? [];
  const name = readModelName(value);

  function take(reference: string): void {
    setTyped(undefined);
    if (reference !== '' && reference !== value) onChange(reference);
  }

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
      <Combobox
        freeform
        placeholder={words.modelPlaceholder}
        value={typed ?? name?.name ?? value}
        selectedOptions={value === '' ? [] : [value]}
        open={isOpen}
        onOpenChange={(_, { open }) => setIsOpen(open)}
        onChange={event => setTyped(event.target.value)}
        onBlur={() => take(typed !== undefined && isReference(typed) ? typed.trim() : '')}
        onOptionSelect={(_, { optionValue }) => take(optionValue ?? typed?.trim() ?? '')}
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
      </Combobox>
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

/** Whether a text is an id rather than words to search for. */
function isReference(text: string): boolean {
  return /^(azureml:|\/)/i.test(text.trim());
}
