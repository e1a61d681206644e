import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { JsonValue } from '@sluice/arm/protocol';
import { Fragment, useState } from 'react';
import { conditions } from '#strings/conditions';

const useStyles = makeStyles({
  value: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  word: { fontStyle: 'italic', color: tokens.colorNeutralForeground2 },
  more: { minWidth: 0, padding: `0 ${tokens.spacingHorizontalXS}`, height: 'auto' },
});

const MOST = 5;

/** A value of a resource or a rule: texts as they are, lists by their members, anything else as JSON. What is absent says so. */
export function ValueText({ value }: { readonly value: JsonValue | undefined }) {
  const styles = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  const word = wordFor(value);
  if (word !== undefined) return <span className={styles.word}>{word}</span>;
  if (!Array.isArray(value)) return <code className={styles.value}>{textOf(value)}</code>;
  const shown = isWhole ? value : value.slice(0, MOST);
  const more = value.length - MOST;
  return (
    <span>
      {shown.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: members of a list that never changes
        <Fragment key={index}>
          {index > 0 && ', '}
          <code className={styles.value}>{textOf(each)}</code>
        </Fragment>
      ))}
      {more > 0 && (
        <>
          {' '}
          <Button
            className={styles.more}
            appearance="transparent"
            size="small"
            aria-expanded={isWhole}
            onClick={() => setIsWhole(before => !before)}
          >
            {isWhole ? conditions.fewer : conditions.more(more)}
          </Button>
        </>
      )}
    </span>
  );
}

/** What can hardly be seen is said. */
function wordFor(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return conditions.missing;
  if (value === '') return conditions.emptyText;
  return Array.isArray(value) && value.length === 0 ? conditions.nothing : undefined;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
