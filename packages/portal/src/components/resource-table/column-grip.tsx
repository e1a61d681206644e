import { makeStyles, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import { common } from '#strings/common';

const LEAST = 60;
const MOST = 1600;
const STEP = 10;
const BIG_STEP = 50;

const useStyles = makeStyles({
  grip: {
    position: 'absolute',
    top: 0,
    right: 0,
    width: '8px',
    height: '100%',
    cursor: 'col-resize',
    touchAction: 'none',
    ':hover': { backgroundColor: tokens.colorBrandBackground },
    ':focus-visible': {
      backgroundColor: tokens.colorBrandBackground,
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
});

/** The right edge of a column: to be dragged, moved with the arrow keys, or double-clicked (Enter) to fit what is in the column. */
export function ColumnGrip({
  header,
  width,
  onWidth,
}: {
  /** Of which column it is. */
  readonly header: string;
  readonly width: number;
  onWidth(width: number): void;
}) {
  const styles = useStyles();
  const change = (next: number) => onWidth(Math.min(MOST, Math.max(LEAST, Math.round(next))));

  function press(event: KeyboardEvent<HTMLElement>): void {
    const step = event.shiftKey ? BIG_STEP : STEP;
    const widths: Readonly<Record<string, () => number>> = {
      ArrowLeft: () => width - step,
      ArrowRight: () => width + step,
      Home: () => LEAST,
      End: () => MOST,
      Enter: () => fittingWidth(event.currentTarget) ?? width,
    };
    const next = widths[event.key];
    if (next === undefined) return;
    event.preventDefault();
    change(next());
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot stand at the edge of a cell
    <span
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={common.columnWidth(header)}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuetext={common.pixels(width)}
      className={styles.grip}
      onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) change(width + event.movementX);
      }}
      onDoubleClick={event => change(fittingWidth(event.currentTarget) ?? width)}
      onKeyDown={press}
    />
  );
}

/** The width at which nothing that the page has of the column is cut off. */
function fittingWidth(grip: HTMLElement): number | undefined {
  const head = grip.closest('th');
  const table = head?.closest('table');
  if (head === null || head === undefined || table === null || table === undefined) return undefined;
  const cells = [
    ...table.querySelectorAll<HTMLElement>(`tbody tr:not([aria-hidden]) > :nth-child(${head.cellIndex + 1})`),
  ];
  const { paddingLeft, paddingRight } = getComputedStyle(head);
  const widest = Math.max(
    contentWidth(head.firstElementChild ?? head) + grip.offsetWidth,
    ...cells.map(cell =>
      Math.max(contentWidth(cell), ...[...cell.querySelectorAll('*')].map(each => each.scrollWidth)),
    ),
  );
  return Math.ceil(widest + Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight)) + 1;
}

function contentWidth(element: Element): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().width;
}
