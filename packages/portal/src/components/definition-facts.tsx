import { makeStyles, Select, tokens } from '@fluentui/react-components';
import { definitions } from '#strings/definitions';
import type { Definition } from '../lib/policy/use-definition.ts';
import { usePrincipalName } from '../lib/principals.ts';
import { useScopeNames } from '../lib/scope.ts';
import { EffectBadge } from './effect-badge.tsx';
import { Facts } from './facts.tsx';
import { IdText } from './id-text.tsx';
import { TimeText } from './time-text.tsx';

const words = definitions.details;

const useStyles = makeStyles({
  effects: { display: 'inline-flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** What is known of a definition or an initiative beside what it says; its versions, to pick one. */
export function DefinitionFacts({
  definition,
  onVersion,
}: {
  readonly definition: Definition;
  onVersion(version: string): void;
}) {
  const styles = useStyles();
  const nameOfScope = useScopeNames();
  const nameOfPrincipal = usePrincipalName();
  const { policyType, category, mode, version, versions, effects, members, storedAt, updatedOn, updatedBy } =
    definition;
  const who = updatedBy === undefined ? undefined : nameOfPrincipal(updatedBy);
  return (
    <Facts
      layout="beside"
      facts={[
        [definitions.type, definitions.policyTypes[policyType] ?? policyType],
        [definitions.category, category ?? definitions.noCategory],
        [definitions.mode, mode],
        [definitions.columns.members, members],
        [
          definitions.version,
          versions.length < 2 ? (
            version
          ) : (
            <Select
              key="version"
              size="small"
              aria-label={definitions.version}
              value={version}
              onChange={(_, { value }) => onVersion(value)}
            >
              {versions.map(each => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </Select>
          ),
        ],
        [
          words.effects,
          effects.length === 0 ? undefined : (
            <span key="effects" className={styles.effects}>
              {effects.map(effect => (
                <EffectBadge key={effect} effect={effect} />
              ))}
            </span>
          ),
        ],
        [
          definitions.columns.storedAt,
          <span key="place" title={storedAt}>
            {storedAt === '' ? definitions.builtInPlace : nameOfScope(storedAt)}
          </span>,
        ],
        [
          words.changed,
          <span key="changed">
            <TimeText at={updatedOn} /> {who !== undefined && words.changedBy(who)}
          </span>,
        ],
        [words.id, <IdText key="id" id={definition.id} label={words.id} most={44} />],
      ]}
    />
  );
}
