import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { assign } from '#strings/assign';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingLeft: tokens.spacingHorizontalL },
  text: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
  link: { minWidth: 0, height: 'auto', padding: `0 ${tokens.spacingHorizontalXS}` },
});

/** What must be mended, each with the way to where that is. */
export function ProblemList({ wizard, title }: { readonly wizard: Wizard; readonly title: string }) {
  const styles = useStyles();
  const { problems, goTo } = wizard;
  if (problems.length === 0) return null;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody className={styles.text}>
        <MessageBarTitle>{title}</MessageBarTitle>
        <ul className={styles.list}>
          {problems.map(({ tab, field, message }) => (
            <li key={`${field} ${message}`}>
              {labelOf(wizard, field)}
              {message}
              {tab !== 'review' && (
                <Button
                  className={styles.link}
                  appearance="transparent"
                  size="small"
                  onClick={() => goTo(tab)}
                >
                  {assign.reviewTab.edit(assign.tabs[tab])}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}

/** A missing value says nothing without its parameter's name. */
function labelOf({ definition }: Wizard, field: string): string {
  const [, name] = /^parameters\/(.+)$/.exec(field) ?? [];
  const parameter = definition?.parameters.find(each => each.name === name);
  return parameter === undefined ? '' : `${parameter.displayName}: `;
}
