import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckboxChecked20Filled, CheckboxUnchecked20Regular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { definitions as words } from '#strings/definitions';
import type { DefinitionSummary } from '../../lib/policy/definition-summary.ts';
import { EffectBadge } from '../effect-badge.tsx';

const ROW_HEIGHT = 72;

const useStyles = makeStyles({
  list: {
    overflowY: 'auto',
    minHeight: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    position: 'relative',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  all: { position: 'relative', width: '100%' },
  row: {
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    height: `${ROW_HEIGHT}px`,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  picked: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandForeground1}`,
  },
  active: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  tick: { flexShrink: 0, marginRight: tokens.spacingHorizontalXS },
  on: { color: tokens.colorCompoundBrandForeground1 },
  texts: { flex: 1, minWidth: 0 },
  name: {
    fontWeight: tokens.fontWeightSemibold,
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  facts: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    marginTop: '2px',
  },
  rest: { overflow: 'hidden', textOverflow: 'ellipsis' },
});

/** A long list to pick from: only what is in sight is in the page. Arrow keys, Home and End move; Enter confirms, Space picks many. */
export function DefinitionList({
  definitions,
  label,
  isMany,
  picked,
  onPicked,
  onConfirm,
  empty,
}: {
  readonly definitions: readonly DefinitionSummary[];
  readonly label: string;
  readonly isMany: boolean;
  readonly picked: readonly DefinitionSummary[];
  onPicked(picked: readonly DefinitionSummary[]): void;
  /** Picked for good, by Enter or a second click. */
  onConfirm(definition: DefinitionSummary): void;
  readonly empty: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [hasFocus, setHasFocus] = useState(false);
  const virtual = useVirtualizer({
    count: definitions.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  // Another list of results begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer is the same throughout
  useEffect(() => {
    setActive(0);
    virtual.scrollToOffset(0);
  }, [definitions]);
  if (definitions.length === 0) return <div>{empty}</div>;

  const isPicked = (definition: DefinitionSummary) => picked.some(each => each.id === definition.id);
  const pick = (definition: DefinitionSummary) => {
    if (!isMany) onPicked([definition]);
    else if (isPicked(definition)) onPicked(picked.filter(each => each.id !== definition.id));
    else onPicked([...picked, definition]);
  };
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(index, definitions.length - 1));
    const definition = definitions[next];
    setActive(next);
    virtual.scrollToIndex(next);
    if (!isMany && definition !== undefined) onPicked([definition]);
  };
  const handleKey = (event: KeyboardEvent) => {
    const definition = definitions[active];
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
      Home: 0,
      End: definitions.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) moveTo(to);
    else if (event.key === 'Enter' && definition !== undefined && !isMany) onConfirm(definition);
    else if ((event.key === ' ' || event.key === 'Enter') && definition !== undefined) pick(definition);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={isMany}
      aria-activedescendant={hasFocus ? `${id}-${active}` : undefined}
      className={styles.list}
      onKeyDown={handleKey}
      onFocus={() => setHasFocus(true)}
      onBlur={() => setHasFocus(false)}
    >
      <div role="presentation" className={styles.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const definition = definitions[index];
          if (definition === undefined) return null;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list listens to the keys
            <div
              key={definition.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={isPicked(definition)}
              aria-setsize={definitions.length}
              aria-posinset={index + 1}
              className={mergeClasses(
                styles.row,
                isPicked(definition) && styles.picked,
                hasFocus && index === active && styles.active,
              )}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => {
                setActive(index);
                pick(definition);
              }}
              onDoubleClick={() => onConfirm(definition)}
            >
              {isMany && <Tick isOn={isPicked(definition)} />}
              <Row definition={definition} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** A picture alone: the option itself says whether it is picked. */
function Tick({ isOn }: { readonly isOn: boolean }) {
  const styles = useStyles();
  return isOn ? (
    <CheckboxChecked20Filled className={mergeClasses(styles.tick, styles.on)} aria-hidden />
  ) : (
    <CheckboxUnchecked20Regular className={styles.tick} aria-hidden />
  );
}

function Row({ definition }: { readonly definition: DefinitionSummary }) {
  const styles = useStyles();
  const { displayName, category, version, effect, effects, members, policyType, notEvaluated } = definition;
  // An effect that the assignment must choose is one of these.
  const shownEffects = effect === undefined ? effects : [effect];
  return (
    <div className={styles.texts}>
      <div className={styles.name} title={displayName}>
        {displayName}
      </div>
      <div className={styles.facts}>
        {shownEffects.map(each => (
          <EffectBadge key={each} effect={each} />
        ))}
        <span className={styles.rest}>
          {[
            category ?? words.noCategory,
            version,
            words.policyTypes[policyType] ?? policyType,
            ...(members === undefined ? [] : [words.picker.members(members)]),
            ...(notEvaluated === undefined ? [] : [words.notEvaluated]),
          ].join(' · ')}
        </span>
      </div>
    </div>
  );
}
