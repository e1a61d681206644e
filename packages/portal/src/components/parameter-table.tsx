import { makeStyles, tokens } from '@fluentui/react-components';
import { definitions } from '#strings/definitions';
import type { PolicyParameter } from '../lib/policy/parameters.ts';
import { ValueText } from './value-text.tsx';

const words = definitions.details;

const useStyles = makeStyles({
  frame: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', minWidth: '640px' },
  head: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    padding: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  cell: {
    padding: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  id: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  description: { color: tokens.colorNeutralForeground2, maxWidth: '70ch' },
});

/** What an assignment may set, a row each: name, type, default and allowed values. */
export function ParameterTable({ parameters }: { readonly parameters: readonly PolicyParameter[] }) {
  const styles = useStyles();
  if (parameters.length === 0) return <p>{definitions.noParameters}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.frame} aria-label={definitions.parameters} tabIndex={0}>
      <table className={styles.table} aria-label={definitions.parameters}>
        <thead>
          <tr>
            {[words.parameterName, words.parameterType, words.parameterDefault, words.parameterAllowed].map(
              title => (
                <th key={title} scope="col" className={styles.head}>
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {parameters.map(
            ({ name, displayName, description, type, strongType, defaultValue, allowedValues }) => (
              <tr key={name}>
                <td className={styles.cell}>
                  <div className={styles.name}>{displayName}</div>
                  {displayName !== name && <div className={styles.id}>{name}</div>}
                  {description !== undefined && <div className={styles.description}>{description}</div>}
                </td>
                <td className={styles.cell}>
                  {type}
                  {strongType !== undefined && <div className={styles.id}>{strongType}</div>}
                </td>
                <td className={styles.cell}>
                  {defaultValue === undefined ? definitions.required : <ValueText value={defaultValue} />}
                </td>
                <td className={styles.cell}>
                  {allowedValues.length === 0 ? words.any : <ValueText value={allowedValues as never} />}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}
