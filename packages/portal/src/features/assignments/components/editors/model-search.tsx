import {
  Button,
  Combobox,
  Dropdown,
  type FieldControlProps,
  makeStyles,
  Option,
  tokens,
} from '@fluentui/react-components';
import { useDeferredValue, useState } from 'react';
import { assign } from '#strings/assign';
import { TypedCounts } from '../../../../components/typed-counts.tsx';
import { linesOf } from '../../../../lib/lines-of.ts';
import { type CatalogModel, useCatalog } from '../../api/use-catalog.ts';
import { useModelVersions } from '../../api/use-model-versions.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 150px auto',
    gap: tokens.spacingHorizontalS,
    alignItems: 'end',
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
  },
  input: { minWidth: 0 },
  search: { minWidth: 0, '@media (max-width: 640px)': { gridColumn: '1 / -1' } },
  list: { maxHeight: '40vh' },
  version: { minWidth: 0 },
});

const ALL = '*';

export type PickedModel = {
  readonly model: CatalogModel;
  /** Undefined: all of them. */
  readonly version: string | undefined;
  /** All that there are today. */
  readonly versions: readonly string[];
};

/** Picks a model of the catalog and a version of it, or all; takes typed and pasted texts too. */
export function ModelSearch({
  label,
  control,
  onPick,
  onTexts,
}: {
  readonly label: string;
  readonly control: FieldControlProps;
  onPick(picked: PickedModel): void;
  /** Typed and confirmed, or pasted: one a line. */
  onTexts(texts: readonly string[]): void;
}) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [model, setModel] = useState<CatalogModel>();
  const [version, setVersion] = useState(ALL);
  const [isOpen, setIsOpen] = useState(false);
  const catalog = useCatalog(useDeferredValue(model === undefined && !isId(text) ? text : ''));
  const versions = useModelVersions(model?.id);
  const models = catalog.data?.models ?? [];

  function choose(assetId: string | undefined): void {
    const chosen = models.find(each => each.assetId === assetId);
    if (chosen === undefined) return;
    setModel(chosen);
    setVersion(ALL);
    setText(textOf(chosen));
  }

  function clear(): void {
    setText('');
    setModel(undefined);
    setIsOpen(false);
  }

  function add(): void {
    if (model !== undefined)
      onPick({
        model,
        version: version === ALL ? undefined : version,
        versions: versions.data ?? [model.version],
      });
    else if (text.trim() !== '') onTexts([text.trim()]);
    clear();
  }

  return (
    <div className={styles.row}>
      <div className={styles.search}>
        <Combobox
          {...control}
          style={{ width: '100%', minWidth: 0 }}
          input={{ className: styles.input }}
          listbox={{ className: styles.list }}
          freeform
          disableAutoFocus={isId(text) || models.length === 0}
          autoComplete="off"
          placeholder={assign.parameters.modelHint}
          value={text}
          selectedOptions={model === undefined ? [] : [model.assetId]}
          open={isOpen}
          onOpenChange={(_, { open }) => setIsOpen(open)}
          onChange={event => {
            setIsOpen(true);
            setText(event.target.value);
            setModel(undefined);
          }}
          onOptionSelect={(_, { optionValue }) => choose(optionValue)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
            event.preventDefault();
            add();
          }}
          onPaste={event => {
            const lines = linesOf(event.clipboardData.getData('text'));
            if (lines.length < 2) return;
            event.preventDefault();
            onTexts(lines);
            clear();
          }}
        >
          {isId(text) && <TypedCounts text={text} />}
          {models.map(each => (
            <Option key={each.assetId} value={each.assetId} text={textOf(each)}>
              {`${each.name}  (${[each.registry, each.publisher].filter(part => part !== undefined).join(', ')})`}
            </Option>
          ))}
          {models.length === 0 && (
            <Option key="none" value="" text="" disabled>
              {assign.parameters.noModel}
            </Option>
          )}
        </Combobox>
      </div>
      <Dropdown
        className={styles.version}
        aria-label={assign.parameters.modelVersion}
        disabled={model === undefined}
        value={version === ALL ? assign.parameters.allVersions : version}
        selectedOptions={[version]}
        onOptionSelect={(_, { optionValue = ALL }) => setVersion(optionValue)}
      >
        <Option value={ALL}>{assign.parameters.allVersions}</Option>
        {(versions.data ?? []).map(each => (
          <Option key={each} value={each}>
            {each}
          </Option>
        ))}
      </Dropdown>
      <Button
        aria-label={`${assign.parameters.addModel}: ${label}`}
        disabled={text.trim() === ''}
        onClick={add}
      >
        {assign.parameters.add}
      </Button>
    </div>
  );
}

function textOf({ name, registry }: CatalogModel): string {
  return `${name}, ${registry}`;
}

/** Nothing of the catalog is called like an id. */
function isId(text: string): boolean {
  return /^(azureml:|\/)/i.test(text.trim());
}
