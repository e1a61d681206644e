import { makeStyles, tokens } from '@fluentui/react-components';
import { initiativePages as words } from '#strings/initiative-pages';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { Facts } from '../../../components/facts.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { QueryView } from '../../../components/states.tsx';
import { ValueText } from '../../../components/value-text.tsx';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';
import { useDefinition } from '../../../lib/policy/use-definition.ts';
import type { Member, Wiring } from '../document/member.ts';
import { type MemberRow, nameOfRow } from './member-table.tsx';

const useStyles = makeStyles({
  heading: {
    fontSize: tokens.fontSizeBase400,
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalS}`,
  },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalM },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** What a policy is given in an initiative. */
export function MemberPanel({ row, onClose }: { readonly row: MemberRow; onClose(): void }) {
  const styles = useStyles();
  const { member } = row;
  const policy = useDefinition(member.definitionId);
  return (
    <DetailsPanel title={nameOfRow(row)} onClose={onClose}>
      <Facts
        facts={[
          [words.reference, member.referenceId],
          [words.version, member.version || words.currentVersion],
          [words.groups, member.groupNames.join(', ') || words.noGroups],
        ]}
      />
      <p>
        <PortalLink to="/policy/definitions/details" search={{ id: member.definitionId }}>
          {words.showPolicy}
        </PortalLink>
      </p>
      <h3 className={styles.heading}>{words.parameters}</h3>
      <QueryView query={policy} what={words.unknownPolicy}>
        {({ parameters }) => (
          <ul className={styles.list}>
            {parameters.map(parameter => (
              <li key={parameter.name}>
                <div className={styles.name}>{parameter.displayName}</div>
                <GivenValue parameter={parameter} wiring={wiringOf(member, parameter.name)} />
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </DetailsPanel>
  );
}

/** What a member says of one of its policy's parameters, whose name may be in another letter case. */
export function wiringOf({ parameters }: Member, name: string): Wiring | undefined {
  return Object.entries(parameters).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

function GivenValue({
  parameter,
  wiring,
}: {
  readonly parameter: PolicyParameter;
  readonly wiring: Wiring | undefined;
}) {
  const styles = useStyles();
  if (wiring === undefined)
    return (
      <div className={styles.quiet}>
        {parameter.defaultValue === undefined ? (
          words.noDefault
        ) : (
          <>
            {words.byDefault}: <ValueText value={parameter.defaultValue} />
          </>
        )}
      </div>
    );
  switch (wiring.kind) {
    case 'parameter':
      return <div>{words.fromParameter(wiring.name)}</div>;
    case 'expression':
      return <ValueText value={wiring.text} />;
    case 'value':
      return <ValueText value={wiring.value} />;
  }
}
