import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { assign } from '#strings/assign';
import { common } from '#strings/common';
import { scopes as words } from '#strings/scopes';
import { isBelow } from '../../../../lib/policy/is-below.ts';
import type { ScopeNode } from '../../../../lib/scope.ts';
import { useGiveFocusBack } from '../../../../lib/use-give-focus-back.ts';
import { matchesWords } from '../../../../lib/words.ts';

/** More than this nobody reads; searching finds the rest. */
const MOST = 300;

const useStyles = makeStyles({
  search: { width: '100%' },
  list: {
    maxHeight: '50vh',
    overflowY: 'auto',
    marginTop: tokens.spacingVerticalS,
    border: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
  },
  kind: { color: tokens.colorNeutralForeground3, marginLeft: tokens.spacingHorizontalS },
  level1: { paddingLeft: '24px' },
  level2: { paddingLeft: '48px' },
  level3: { paddingLeft: '72px' },
});

/** Ticks scopes below an assignment's. What is below a ticked one is excluded with it. */
export function ExclusionPicker({
  isOpen,
  scopes,
  chosen,
  onPick,
  onClose,
}: {
  readonly isOpen: boolean;
  /** Those that may be excluded, parents before children. */
  readonly scopes: readonly ScopeNode[];
  readonly chosen: readonly string[];
  onPick(ids: readonly string[]): void;
  onClose(): void;
}) {
  const styles = useStyles();
  useGiveFocusBack(isOpen);
  const [query, setQuery] = useState('');
  const [ticked, setTicked] = useState(chosen);
  const isTicked = (id: string) => ticked.some(each => each.toLowerCase() === id.toLowerCase());
  const isInside = (id: string) => ticked.some(each => isBelow(id, each, scopes));
  const found = scopes.filter(({ displayName, id }) => matchesWords(query, displayName, id)).slice(0, MOST);
  const levels = [undefined, styles.level1, styles.level2, styles.level3];
  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{assign.basics.pickExclusions}</DialogTitle>
          <DialogContent>
            <Input
              className={styles.search}
              contentBefore={<Search20Regular />}
              aria-label={words.search}
              placeholder={words.search}
              value={query}
              onChange={(_, { value }) => setQuery(value)}
            />
            {found.length === 0 && <p>{common.noMatch}</p>}
            <fieldset className={styles.list} aria-label={assign.basics.pickExclusions}>
              {found.map(node => (
                <div key={node.id} className={levels[query === '' ? levelOf(node, scopes) : 0] ?? ''}>
                  <Checkbox
                    label={
                      <>
                        {node.displayName}
                        <span className={styles.kind}>{words.kinds[node.kind]}</span>
                      </>
                    }
                    checked={isTicked(node.id) || isInside(node.id)}
                    disabled={isInside(node.id)}
                    onChange={(_, { checked }) =>
                      setTicked(
                        checked === true
                          ? [...ticked.filter(each => !isBelow(each, node.id, scopes)), node.id]
                          : ticked.filter(each => each.toLowerCase() !== node.id.toLowerCase()),
                      )
                    }
                  />
                </div>
              ))}
            </fieldset>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => onPick(ticked)}>
              {ticked.length === 0 ? assign.basics.excludeNone : assign.basics.exclude(ticked.length)}
            </Button>
            <Button onClick={onClose}>{common.cancel}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** How many of the scopes shown are above a node. */
function levelOf({ parentId }: ScopeNode, scopes: readonly ScopeNode[]): number {
  const parent = scopes.find(({ id }) => id.toLowerCase() === parentId?.toLowerCase());
  return parent === undefined ? 0 : Math.min(3, 1 + levelOf(parent, scopes));
}
