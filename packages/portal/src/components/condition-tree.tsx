import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  ChevronDown16Regular,
  ChevronRight16Regular,
  DismissCircle16Filled,
  Subtract16Regular,
} from '@fluentui/react-icons';
import { type ReactNode, useId, useState } from 'react';
import { conditions } from '#strings/conditions';
import type { ConditionGroup, ConditionLeaf, ConditionNode } from '../lib/trace/condition-node.ts';
import { operatorWords } from '../lib/trace/operator-words.ts';
import { ValueText } from './value-text.tsx';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXS,
  },
  nested: {
    marginLeft: '7px',
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 640px)': { paddingLeft: tokens.spacingHorizontalS },
  },
  headRow: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
  head: {
    fontSize: tokens.fontSizeBase300,
    minWidth: 0,
    minHeight: '26px',
    padding: `0 ${tokens.spacingHorizontalXS} 0 0`,
    justifyContent: 'start',
    fontWeight: tokens.fontWeightSemibold,
    textAlign: 'start',
  },
  folded: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  leaf: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalXXS} 0`,
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  field: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  wanted: { minWidth: 0, overflowWrap: 'anywhere' },
  values: {
    gridColumnStart: 2,
    minWidth: 0,
    overflowWrap: 'anywhere',
    '@media (max-width: 640px)': { gridColumnStart: 1 },
  },
  label: { color: tokens.colorNeutralForeground2 },
  result: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightRegular,
  },
  leafResult: { width: '74px' },
  met: { color: tokens.colorStatusSuccessForeground1 },
  notMet: { color: tokens.colorStatusDangerForeground1 },
  unseen: { color: tokens.colorNeutralForeground2 },
  tools: { marginBottom: tokens.spacingVerticalXS },
});

export type ConditionTreeProps = {
  /** What the conditions are of, for screen readers: "Condition of Only approved registries". */
  readonly label: string;
  /** The root of a trace, or the leaves that a state tells of. */
  readonly nodes: readonly ConditionNode[];
};

/**
 * Conditions with what each expected and what it found: groups can be folded, branches that did not matter are folded from the start.
 * Nested lists and buttons, so that it reads from top to bottom and needs no keys of its own.
 */
export function ConditionTree({ label, nodes }: ConditionTreeProps) {
  const styles = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  if (nodes.length === 0) return <p>{conditions.none}</p>;
  return (
    <div>
      {nodes.some(hidesSome) && (
        <div className={styles.tools}>
          <Button size="small" onClick={() => setIsWhole(before => !before)}>
            {isWhole ? conditions.showDecisive : conditions.showAll}
          </Button>
        </div>
      )}
      {/* Told to be whole or not, every fold begins anew. */}
      <Nodes key={String(isWhole)} label={label} nodes={nodes} isWhole={isWhole} />
    </div>
  );
}

type NodesProps = {
  readonly nodes: readonly ConditionNode[];
  readonly isWhole: boolean;
  readonly isNested?: boolean;
  readonly label?: string;
};

function Nodes({ nodes, isWhole, isNested = false, label }: NodesProps) {
  const styles = useStyles();
  return (
    <ul aria-label={label} className={mergeClasses(styles.list, isNested && styles.nested)}>
      {runsOf(nodes).map(run => {
        const [first] = run;
        if (first === undefined) return null;
        // Inside of what did not matter nothing is folded again.
        if (first.matters || isWhole || nodes.every(({ matters }) => !matters))
          return run.map(node => <Node key={node.pointer} node={node} isWhole={isWhole} />);
        return (
          <li key={first.pointer}>
            <Fold title={conditions.didNotMatter(run.length)} isOpen={false} isQuiet>
              <Nodes nodes={run} isWhole={isWhole} isNested />
            </Fold>
          </li>
        );
      })}
    </ul>
  );
}

function Node({ node, isWhole }: { readonly node: ConditionNode; readonly isWhole: boolean }) {
  return (
    <li>
      {node.kind === 'condition' ? (
        <Leaf leaf={node} isWhole={isWhole} />
      ) : (
        <Group group={node} isWhole={isWhole} />
      )}
    </li>
  );
}

function Group({ group, isWhole }: { readonly group: ConditionGroup; readonly isWhole: boolean }) {
  const { kind, result, children } = group;
  return (
    <Fold title={conditions.groups[kind]} isOpen beside={<Result result={result} />}>
      <Nodes nodes={children} isWhole={isWhole} isNested />
    </Fold>
  );
}

function Leaf({ leaf, isWhole }: { readonly leaf: ConditionLeaf; readonly isWhole: boolean }) {
  const styles = useStyles();
  const { subject, expression, path, expected, actual, result, members } = leaf;
  const name = path ?? shortOf(expression);
  const [words, hasExpected] = expectationOf(leaf);
  return (
    <div className={styles.leaf}>
      <span className={styles.leafResult}>
        <Result result={result} />
      </span>
      <span className={styles.wanted}>
        <span className={styles.field} title={expression}>
          {subject === 'Count' ? conditions.count(name) : name}
        </span>{' '}
        {words} {hasExpected && <ValueText value={expected} />}
      </span>
      {result !== undefined && (
        <span className={styles.values}>
          <span className={styles.label}>{conditions.actual}:</span> <ValueText value={actual} />
        </span>
      )}
      {members.length > 0 && (
        <div className={styles.values}>
          <Fold title={conditions.members(members.length)} isOpen={isWhole} isQuiet>
            <Nodes nodes={members} isWhole={isWhole} isNested />
          </Fold>
        </div>
      )}
    </div>
  );
}

/** What an operator asks for in words, and whether an expected value follows. */
function expectationOf({
  operator,
  expected,
}: ConditionLeaf): readonly [words: string, hasExpected: boolean] {
  if (operator.toLowerCase() !== 'exists') return [operatorWords(operator), true];
  const text = String(expected).toLowerCase();
  if (text === 'true') return [conditions.exists, false];
  return text === 'false' ? [conditions.existsNot, false] : [operatorWords(operator), true];
}

function Fold({
  title,
  beside,
  isOpen: isOpenAtFirst,
  isQuiet = false,
  children,
}: {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly isOpen: boolean;
  readonly isQuiet?: boolean;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const id = useId();
  return (
    <>
      <div className={styles.headRow}>
        <Button
          className={mergeClasses(styles.head, isQuiet && styles.folded)}
          appearance="transparent"
          size="small"
          icon={isOpen ? <ChevronDown16Regular /> : <ChevronRight16Regular />}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setIsOpen(before => !before)}
        >
          {title}
        </Button>
        {beside}
      </div>
      {isOpen && <div id={id}>{children}</div>}
    </>
  );
}

function Result({ result }: { readonly result: boolean | undefined }) {
  const styles = useStyles();
  const [Icon, word, look] =
    result === undefined
      ? ([Subtract16Regular, conditions.notLookedAt, 'unseen'] as const)
      : result
        ? ([CheckmarkCircle16Filled, conditions.met, 'met'] as const)
        : ([DismissCircle16Filled, conditions.notMet, 'notMet'] as const);
  return (
    <span className={mergeClasses(styles.result, styles[look])}>
      <Icon aria-hidden />
      {word}
    </span>
  );
}

/** The nodes in their order, neighbours that did not matter together. */
function runsOf(nodes: readonly ConditionNode[]): readonly (readonly ConditionNode[])[] {
  const runs: ConditionNode[][] = [];
  for (const node of nodes) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && !last[0].matters && !node.matters) last.push(node);
    else runs.push([node]);
  }
  return runs;
}

function hidesSome(node: ConditionNode): boolean {
  if (node.kind === 'condition') return node.members.length > 0;
  const isMixed =
    node.children.some(({ matters }) => matters) && node.children.some(({ matters }) => !matters);
  return isMixed || node.children.some(hidesSome);
}

/** The last part of an alias, which is what tells the fields of a type apart; expressions as they are. */
function shortOf(expression: string): string {
  return /^[\w./[\]*-]+$/.test(expression) ? expression.slice(expression.lastIndexOf('/') + 1) : expression;
}
