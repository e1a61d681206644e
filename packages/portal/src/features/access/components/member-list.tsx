import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { access } from '#strings/access';
import { PortalLink } from '../../../components/portal-link.tsx';
import { usePrincipalName } from '../../../lib/principals.ts';
import { usePanelStyles } from './use-panel-styles.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    minHeight: '36px',
    overflowWrap: 'anywhere',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    // A link among words is told by more than its colour.
    '& a': { textDecorationLine: 'underline' },
  },
  name: { minWidth: 0 },
  list: { marginTop: tokens.spacingVerticalS },
  remove: { flexShrink: 0, whiteSpace: 'nowrap' },
});

/** Who is in a group, by name. */
export function MemberList({
  members,
  isLinked = false,
  isBusy = false,
  onRemove,
}: {
  /** Object ids. */
  readonly members: readonly string[];
  /** Names lead to who they are. */
  readonly isLinked?: boolean;
  readonly isBusy?: boolean;
  /** Undefined: members stay. */
  readonly onRemove: ((objectId: string) => void) | undefined;
}) {
  const styles = useStyles();
  const panel = usePanelStyles();
  const nameOf = usePrincipalName();
  if (members.length === 0) return <p className={panel.note}>{access.noMembers}</p>;
  return (
    <ul className={mergeClasses(panel.plain, styles.list)} aria-label={access.members}>
      {members.map(member => (
        <li key={member} className={styles.row}>
          <span className={styles.name}>
            {isLinked ? (
              <PortalLink to="/manage/access" search={{ tab: 'principals', name: member }}>
                {nameOf(member)}
              </PortalLink>
            ) : (
              nameOf(member)
            )}
          </span>
          {onRemove !== undefined && (
            <Button
              className={styles.remove}
              size="small"
              appearance="subtle"
              icon={<Dismiss16Regular />}
              disabled={isBusy}
              aria-label={access.removeMember(nameOf(member))}
              onClick={() => onRemove(member)}
            >
              {access.remove}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
