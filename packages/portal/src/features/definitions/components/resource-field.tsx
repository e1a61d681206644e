import { Field, makeStyles, Option, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { trial as words } from '#strings/trial';
import { JsonEditor } from '../../../components/json-editor.tsx';
import { SearchCombobox } from '../../../components/search-combobox.tsx';
import { middleTruncated } from '../../../lib/format/id.ts';
import { wholePath } from '../../../lib/format/resource.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { useTyping } from '../../../lib/use-typing.ts';
import { type TriedResource, useTriedResources } from '../api/get-tried-resources.ts';
import type { TrialState } from '../trial/trial-state.ts';

const PAUSE_MS = 250;

const useStyles = makeStyles({
  combobox: { minWidth: 0, width: '100%', '& > input': { minWidth: 0 } },
  option: { display: 'grid', minWidth: 0 },
  detail: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** What a definition is tried on: a resource that is there, found by words, or one as JSON. */
export function ResourceField({
  trial,
  scope,
  onChange,
}: {
  readonly trial: TrialState;
  /** Where the definition would be assigned. */
  readonly scope: string;
  onChange(changes: Partial<TrialState>): void;
}) {
  const styles = useStyles();
  return (
    <>
      <Field label={words.on}>
        <RadioGroup
          layout="horizontal"
          value={trial.kind}
          onChange={(_, { value }) => onChange({ kind: value === 'given' ? 'given' : 'stored' })}
        >
          <Radio value="stored" label={words.kinds.stored} />
          <Radio value="given" label={words.kinds.given} />
        </RadioGroup>
      </Field>
      {trial.kind === 'stored' ? (
        <StoredResource
          scope={scope}
          resourceId={trial.resourceId}
          onChange={resourceId => onChange({ resourceId })}
        />
      ) : (
        <div>
          <p className={styles.hint}>{words.resourceJsonHint}</p>
          <JsonEditor
            label={words.resourceJson}
            value={trial.resourceText}
            height="200px"
            onChange={resourceText => onChange({ resourceText })}
          />
        </div>
      )}
    </>
  );
}

function StoredResource({
  scope,
  resourceId,
  onChange,
}: {
  readonly scope: string;
  readonly resourceId: string;
  onChange(resourceId: string): void;
}) {
  const styles = useStyles();
  const typing = useTyping();
  const { typed = '' } = typing;
  const text = useDebounced(typed, PAUSE_MS);
  const { found, isCurrent } = useTriedResources(scope, text, typing.isOpen);
  return (
    <Field
      label={words.resource}
      {...(resourceId === ''
        ? {}
        : { hint: <span title={resourceId}>{middleTruncated(resourceId, 60)}</span> })}
    >
      <SearchCombobox
        className={styles.combobox}
        placeholder={words.searchResource}
        typing={typing}
        chosen={resourceId}
        text={wholePath(resourceId)}
        isCurrent={text === typed && isCurrent && !isId(typed)}
        // An id that was pasted is as good as one that was found.
        readTyped={typed => (isId(typed) ? typed.trim() : undefined)}
        onPick={onChange}
      >
        {found?.map(resource => (
          <Option key={resource.id} value={resource.id} text={resource.name}>
            <ResourceOption resource={resource} />
          </Option>
        ))}
        {found?.length === 0 && (
          <Option disabled value="" text="">
            {words.noResources}
          </Option>
        )}
      </SearchCombobox>
    </Field>
  );
}

function ResourceOption({ resource: { name, detail } }: { readonly resource: TriedResource }) {
  const styles = useStyles();
  return (
    <span className={styles.option}>
      <span>{name}</span>
      <span className={styles.detail}>{detail}</span>
    </span>
  );
}

function isId(text: string): boolean {
  return text.trim().startsWith('/');
}
