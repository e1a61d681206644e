import { makeStyles, tokens } from '@fluentui/react-components';
import { definitions as words } from '#strings/definitions';
import type { PolicyParameter } from '../lib/policy/parameters.ts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  facts: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3, margin: 0 },
});

const MOST_TEXT = 160;

/** The parameters of a definition, each with its type, default and allowed values. */
export function ParameterList({ parameters }: { readonly parameters: readonly PolicyParameter[] }) {
  const styles = useStyles();
  if (parameters.length === 0) return <p className={styles.quiet}>{words.noParameters}</p>;
  return (
    <ul className={styles.list}>
      {parameters.map(parameter => (
        <li key={parameter.name}>
          <div className={styles.name}>{parameter.displayName}</div>
          <div className={styles.facts}>{factsOf(parameter)}</div>
          {parameter.description !== undefined && <div>{parameter.description}</div>}
        </li>
      ))}
    </ul>
  );
}

function factsOf({ name, type, defaultValue, allowedValues }: PolicyParameter): string {
  const facts = [
    `${name}: ${type}`,
    defaultValue === undefined ? words.required : words.defaultsTo(shorten(JSON.stringify(defaultValue))),
    ...(allowedValues.length === 0
      ? []
      : [words.allowed(shorten(allowedValues.map(value => JSON.stringify(value)).join(', ')))]),
  ];
  return facts.join(', ');
}

function shorten(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}
