import { makeStyles, Option, tokens } from '@fluentui/react-components';
import { workspaces as words } from '#strings/workspaces';
import { nameOfId } from '../lib/format/id.ts';
import { useTyping } from '../lib/use-typing.ts';
import { matchesWords } from '../lib/words.ts';
import { useWorkspaces, type Workspace } from '../lib/workspaces.ts';
import { SearchCombobox } from './search-combobox.tsx';

const useStyles = makeStyles({
  field: { minWidth: '240px', maxWidth: '100%' },
  option: { display: 'grid' },
  detail: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** More than this nobody scrolls through; typing finds the rest. */
const MOST = 50;

export type WorkspacePickerProps = {
  readonly label: string;
  /** The id of the chosen workspace. */
  readonly value: string | undefined;
  /** What choosing nothing is called; absent: a workspace must be chosen. */
  readonly none?: string;
  readonly className?: string;
  onChange(id: string | undefined): void;
};

/** Picks a workspace at or below the scope of the portal: a list to choose from, searched as one types. */
export function WorkspacePicker({ label, value, none, className, onChange }: WorkspacePickerProps) {
  const styles = useStyles();
  const { data: all = [], isPending, error } = useWorkspaces();
  const typing = useTyping();
  const { typed = '' } = typing;
  const chosen = all.find(({ id }) => id.toLowerCase() === value?.toLowerCase());
  const found = all.filter(each =>
    matchesWords(typed, each.name, each.friendlyName, each.resourceGroup, each.subscription),
  );
  return (
    <SearchCombobox
      aria-label={label}
      className={className ?? styles.field}
      placeholder={isPending ? words.loading : words.choose}
      typing={typing}
      chosen={value ?? ''}
      text={value === undefined ? (none ?? '') : nameOf(chosen, value)}
      onPick={id => onChange(id === '' ? undefined : id)}
    >
      {none !== undefined && matchesWords(typed, none) && (
        <Option value="" text={none}>
          {none}
        </Option>
      )}
      {found.slice(0, MOST).map(({ id, name, friendlyName, resourceGroup, subscription }) => (
        <Option key={id} value={id} text={name}>
          <span className={styles.option}>
            <span>{friendlyName === undefined ? name : `${name} (${friendlyName})`}</span>
            <span className={styles.detail}>
              {subscription} / {resourceGroup}
            </span>
          </span>
        </Option>
      ))}
      {found.length === 0 && (
        <Option disabled value="none" text="">
          {isPending ? words.loading : error === null ? words.none : words.failed}
        </Option>
      )}
    </SearchCombobox>
  );
}

function nameOf(workspace: Workspace | undefined, id: string): string {
  return workspace?.name ?? nameOfId(id);
}
