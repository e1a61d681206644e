import { makeStyles } from '@fluentui/react-components';
import { scopePage as words } from '#strings/scope-page';
import { ScopeName } from '../../../components/scope-name.tsx';
import type { ShownScope } from '../shown-scope.ts';

// A link among words is told by more than its colour.
const useStyles = makeStyles({ words: { '& a': { textDecorationLine: 'underline' } } });

/** Whether something was given at the scope that is shown, above it or below it. */
export function Given({ scope, at }: { readonly scope: ShownScope; readonly at: string }) {
  const styles = useStyles();
  if (sameScope(scope.id, at)) return words.direct;
  return (
    <span className={styles.words}>
      {scope.above.some(({ id }) => sameScope(id, at)) ? words.inheritedFrom : words.below}{' '}
      <ScopeName id={at} />
    </span>
  );
}

function sameScope(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
