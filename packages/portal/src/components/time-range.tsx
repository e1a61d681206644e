import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { CalendarClock20Regular } from '@fluentui/react-icons';
import { type FormEvent, useState } from 'react';
import { timeRange } from '#strings/time-range';
import { localTime, utcTime } from '../lib/format/time.ts';
import {
  fromLocalInput,
  isUnreadable,
  type Span,
  type TimeRange,
  type TimeRangeState,
  toLocalInput,
} from '../lib/time-range.ts';

const useStyles = makeStyles({
  notice: { marginBottom: tokens.spacingVerticalM },
  surface: { width: 'min(320px, 84vw)' },
  custom: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    marginTop: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  button: { fontWeight: tokens.fontWeightRegular, whiteSpace: 'nowrap' },
});

/** Says that the range of the address is none. Nothing where it is one. */
export function UnreadableRange({ state }: { readonly state: TimeRangeState }) {
  const styles = useStyles();
  if (!isUnreadable(state)) return null;
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.notice}>
      <MessageBarBody>{timeRange.unreadable}</MessageBarBody>
    </MessageBar>
  );
}

export type TimeRangePickerProps = {
  readonly value: TimeRange;
  /** The presets that are offered, shortest first. */
  readonly spans: readonly Span[];
  onChange(range: TimeRange): void;
};

/** Picks a range of time: a preset that moves with the clock, or two ends in local time (UTC in the tooltip). */
export function TimeRangePicker({ value, spans, onChange }: TimeRangePickerProps) {
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);

  function choose(range: TimeRange): void {
    setIsOpen(false);
    onChange(range);
  }

  return (
    <Popover
      open={isOpen}
      onOpenChange={(_, { open }) => setIsOpen(open)}
      positioning="below-start"
      trapFocus
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.button}
          icon={<CalendarClock20Regular />}
          aria-label={`${timeRange.label}: ${rangeWords(value)}`}
          title={value.kind === 'custom' ? utcWords(value) : ''}
        >
          {rangeWords(value)}
        </Button>
      </PopoverTrigger>
      <PopoverSurface aria-label={timeRange.label} className={styles.surface}>
        <RadioGroup
          aria-label={timeRange.label}
          value={value.kind === 'span' ? value.span : ''}
          onChange={(_, { value: span }) => choose({ kind: 'span', span: span as Span })}
        >
          {spans.map(span => (
            <Radio key={span} value={span} label={timeRange.spans[span]} />
          ))}
        </RadioGroup>
        <CustomRange value={value} onApply={choose} />
      </PopoverSurface>
    </Popover>
  );
}

type Problem = { readonly at: 'from' | 'to'; readonly message: string };

function CustomRange({ value, onApply }: { readonly value: TimeRange; onApply(range: TimeRange): void }) {
  const styles = useStyles();
  const given = value.kind === 'custom' ? value : undefined;
  const [from, setFrom] = useState(given === undefined ? '' : toLocalInput(given.from));
  const [to, setTo] = useState(given?.to === undefined ? '' : toLocalInput(given.to));
  const [problem, setProblem] = useState<Problem>();

  function apply(event: FormEvent): void {
    event.preventDefault();
    const [begin, end] = [fromLocalInput(from), fromLocalInput(to)];
    const found = problemOf(begin, end);
    setProblem(found);
    if (found === undefined && begin !== undefined) onApply({ kind: 'custom', from: begin, to: end });
  }

  return (
    <form className={styles.custom} onSubmit={apply} noValidate>
      <p className={styles.title}>{timeRange.custom}</p>
      <Field label={timeRange.from} {...shown(problem, 'from')}>
        <Input type="datetime-local" value={from} onChange={(_, { value: text }) => setFrom(text)} />
      </Field>
      <Field label={timeRange.to} hint={timeRange.toHint} {...shown(problem, 'to')}>
        <Input type="datetime-local" value={to} onChange={(_, { value: text }) => setTo(text)} />
      </Field>
      <Button type="submit">{timeRange.apply}</Button>
    </form>
  );
}

function problemOf(from: string | undefined, to: string | undefined): Problem | undefined {
  if (from === undefined) return { at: 'from', message: timeRange.needsFrom };
  return (to ?? new Date().toISOString()) <= from ? { at: 'to', message: timeRange.wrongOrder } : undefined;
}

function shown(problem: Problem | undefined, at: Problem['at']): { readonly validationMessage?: string } {
  return problem?.at === at ? { validationMessage: problem.message } : {};
}

/** A range as a sentence says it. */
function rangeWords(range: TimeRange): string {
  if (range.kind === 'span') return timeRange.spans[range.span];
  return range.to === undefined
    ? timeRange.since(localTime(range.from))
    : timeRange.between(localTime(range.from), localTime(range.to));
}

function utcWords({ from, to }: Extract<TimeRange, { kind: 'custom' }>): string {
  return to === undefined ? timeRange.since(utcTime(from)) : timeRange.between(utcTime(from), utcTime(to));
}
