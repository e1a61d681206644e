import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
  makeStyles,
  Tree,
  TreeItem,
  TreeItemLayout,
  tokens,
} from '@fluentui/react-components';
import { Building20Regular, Folder20Regular, Key20Regular, Search20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { common } from '#strings/common';
import { scopes } from '#strings/scopes';
import { type ScopeNode, useScopeTree } from '../lib/scope.ts';
import { useGiveFocusBack } from '../lib/use-give-focus-back.ts';
import { matchesWords } from '../lib/words.ts';
import { QueryView } from './states.tsx';

const useStyles = makeStyles({
  list: { maxHeight: '50vh', overflowY: 'auto', marginTop: tokens.spacingVerticalS },
  search: { width: '100%' },
  kind: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected },
});

export const SCOPE_ICONS = {
  managementGroup: Building20Regular,
  subscription: Key20Regular,
  resourceGroup: Folder20Regular,
} as const;

export type ScopePickerProps = {
  readonly isOpen: boolean;
  readonly title: string;
  /** The id to begin with. */
  readonly current?: string | undefined;
  /** Only these may be chosen; all when absent. */
  readonly allows?: (node: ScopeNode) => boolean;
  onPick(node: ScopeNode): void;
  onClose(): void;
};

/** Picks a management group, subscription or resource group from the tree, or by searching it. */
export function ScopePicker({
  isOpen,
  title,
  current,
  allows = () => true,
  onPick,
  onClose,
}: ScopePickerProps) {
  const styles = useStyles();
  useGiveFocusBack(isOpen);
  const tree = useScopeTree();
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<string | undefined>(current);
  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <Input
              className={styles.search}
              contentBefore={<Search20Regular />}
              aria-label={scopes.search}
              placeholder={scopes.search}
              value={query}
              onChange={(_, { value }) => setQuery(value)}
            />
            <div className={styles.list}>
              <QueryView query={tree}>
                {nodes => {
                  const kept = keep(nodes, query);
                  if (kept.length === 0) return <p>{common.noMatch}</p>;
                  return (
                    <Tree aria-label={title} defaultOpenItems={kept.map(({ id }) => id)} key={query}>
                      <Branch
                        nodes={kept}
                        parentId={undefined}
                        picked={picked}
                        onPick={setPicked}
                        allows={allows}
                      />
                    </Tree>
                  );
                }}
              </QueryView>
            </div>
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              disabled={picked === undefined}
              onClick={() => {
                const node = tree.data?.find(({ id }) => id === picked);
                if (node !== undefined) onPick(node);
              }}
            >
              {scopes.select}
            </Button>
            <Button onClick={onClose}>{common.cancel}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Branch({
  nodes,
  parentId,
  picked,
  onPick,
  allows,
}: {
  readonly nodes: readonly ScopeNode[];
  readonly parentId: string | undefined;
  readonly picked: string | undefined;
  onPick(id: string): void;
  allows(node: ScopeNode): boolean;
}) {
  const styles = useStyles();
  return nodes
    .filter(node => node.parentId?.toLowerCase() === parentId?.toLowerCase())
    .map(node => {
      const isParent = nodes.some(each => each.parentId?.toLowerCase() === node.id.toLowerCase());
      const Icon = SCOPE_ICONS[node.kind];
      return (
        <TreeItem
          key={node.id}
          value={node.id}
          itemType={isParent ? 'branch' : 'leaf'}
          aria-selected={picked === node.id}
          onClick={event => {
            event.stopPropagation();
            if (allows(node)) onPick(node.id);
          }}
          onKeyDown={event => {
            if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
            event.preventDefault();
            event.stopPropagation();
            if (allows(node)) onPick(node.id);
          }}
        >
          <TreeItemLayout iconBefore={<Icon />} className={picked === node.id ? styles.chosen : ''}>
            {node.displayName} <span className={styles.kind}>{scopes.kinds[node.kind]}</span>
          </TreeItemLayout>
          {isParent && (
            <Tree>
              <Branch nodes={nodes} parentId={node.id} picked={picked} onPick={onPick} allows={allows} />
            </Tree>
          )}
        </TreeItem>
      );
    });
}

/** The nodes that the query finds, and those above them. */
function keep(nodes: readonly ScopeNode[], query: string): readonly ScopeNode[] {
  const byId = new Map(nodes.map(node => [node.id.toLowerCase(), node]));
  const kept = new Set<ScopeNode>();
  for (const node of nodes.filter(({ displayName, id }) => matchesWords(query, displayName, id)))
    for (
      let each: ScopeNode | undefined = node;
      each !== undefined;
      each = byId.get(each.parentId?.toLowerCase() ?? '')
    )
      kept.add(each);
  return nodes.filter(node => kept.has(node));
}
