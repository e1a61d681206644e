import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { common } from '#strings/common';
import { useGiveFocusBack } from '../lib/use-give-focus-back.ts';
import { PANEL_WIDTH } from './page.tsx';

const useStyles = makeStyles({
  panel: {
    position: 'fixed',
    top: '48px',
    right: 0,
    bottom: 0,
    width: `min(${PANEL_WIDTH}, 100vw)`,
    overflowY: 'auto',
    zIndex: 20,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow28,
    padding: tokens.spacingHorizontalXL,
    boxSizing: 'border-box',
    outlineStyle: 'none',
    visibility: 'visible',
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalM,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    overflowWrap: 'anywhere',
  },
});

/** Details beside a list. Takes the focus when it opens; Esc closes it and gives the focus back. Whether it is open belongs into the URL. */
export function DetailsPanel({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  onClose(): void;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  useGiveFocusBack(true);
  useEffect(() => panel.current?.focus(), []);
  return (
    <aside
      ref={panel}
      data-panel
      tabIndex={-1}
      aria-labelledby={id}
      className={styles.panel}
      onKeyDown={event => isOwnEscape(event) && onClose()}
    >
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <Button appearance="subtle" icon={<Dismiss24Regular />} aria-label={common.close} onClick={onClose} />
      </div>
      {children}
    </aside>
  );
}

/** Not one in a dialog that the panel has opened, which is elsewhere in the document, nor one that has closed a list. */
function isOwnEscape({ key, currentTarget, target, defaultPrevented }: KeyboardEvent<HTMLElement>): boolean {
  return key === 'Escape' && !defaultPrevented && target instanceof Node && currentTarget.contains(target);
}
