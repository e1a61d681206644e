import { makeStyles } from '@fluentui/react-components';
import { assign } from '#strings/assign';
import { assignments } from '#strings/assignments';
import type {
  NonComplianceMessage,
  Override,
  ResourceSelector,
  Selector,
} from '../../../lib/policy/assignment.ts';

const useStyles = makeStyles({ list: { margin: 0, padding: 0, listStyle: 'none' } });

/** Messages, each with what it is for. */
export function MessageFacts({ messages }: { readonly messages: readonly NonComplianceMessage[] }) {
  const { defaultMessage } = assignments.details;
  return (
    <Lines
      lines={messages.map(({ message, referenceId }) =>
        referenceId === undefined && messages.length === 1
          ? message
          : `${referenceId ?? defaultMessage}: ${message}`,
      )}
    />
  );
}

/** Resource selectors, one a line. */
export function SelectorFacts({ selectors }: { readonly selectors: readonly ResourceSelector[] }) {
  return (
    <Lines
      lines={selectors.map(({ name, selectors: conditions }) =>
        [...(name === '' ? [] : [`${name}.`]), conditionWords(conditions)].join(' '),
      )}
    />
  );
}

/** Overrides, one a line, in the order in which they are tried. */
export function OverrideFacts({ overrides }: { readonly overrides: readonly Override[] }) {
  const { overrideKinds, everywhere } = assign.selectorsTab;
  return (
    <Lines
      lines={overrides.map(({ kind, value, selectors }) => {
        const what = kind === 'policyEffect' ? overrideKinds.policyEffect : overrideKinds.definitionVersion;
        const where =
          selectors.length === 0 ? everywhere : assignments.selectors.where(conditionWords(selectors));
        return `${assignments.selectors.to(what, value)}. ${where}`;
      })}
    />
  );
}

function conditionWords(conditions: readonly Selector[]): string {
  const { conditionKinds } = assign.selectorsTab;
  return conditions
    .map(({ kind, isIn, values }) =>
      (isIn ? assignments.selectors.in : assignments.selectors.notIn)(
        conditionKinds[kind] ?? kind,
        values.join(', '),
      ),
    )
    .join('; ');
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
        <li key={index}>{line}</li>
      ))}
    </ul>
  );
}
