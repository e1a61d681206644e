import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { History20Regular } from '@fluentui/react-icons';
import { type FormEvent, useState } from 'react';
import { asOf } from '#strings/time-range';
import { localTime, utcTime } from '../lib/format/time.ts';
import { fromLocalInput, toLocalInput } from '../lib/time-range.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, width: 'min(300px, 84vw)' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  notice: { marginBottom: tokens.spacingVerticalM },
  button: { fontWeight: tokens.fontWeightRegular, whiteSpace: 'nowrap' },
});

export type AsOfProps = {
  /** ISO 8601; undefined: now. */
  readonly at: string | undefined;
  onChange(at: string | undefined): void;
};

/** Picks the moment that a view shows: now, or a time of the past. */
export function AsOfPicker({ at, onChange }: AsOfProps) {
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const words = at === undefined ? asOf.now : asOf.at(localTime(at));

  function choose(next: string | undefined): void {
    setIsOpen(false);
    onChange(next);
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
          icon={<History20Regular />}
          title={at === undefined ? '' : utcTime(at)}
        >
          {words}
        </Button>
      </PopoverTrigger>
      <PopoverSurface aria-label={asOf.label}>
        <AsOfForm at={at} onChange={choose} />
      </PopoverSurface>
    </Popover>
  );
}

function AsOfForm({ at, onChange }: AsOfProps) {
  const styles = useStyles();
  const [text, setText] = useState(at === undefined ? '' : toLocalInput(at));
  const [problem, setProblem] = useState<string>();

  function apply(event: FormEvent): void {
    event.preventDefault();
    const time = fromLocalInput(text);
    if (time === undefined) setProblem(asOf.needsTime);
    else if (Date.parse(time) > Date.now()) setProblem(asOf.inFuture);
    else onChange(time);
  }

  return (
    <form className={styles.form} onSubmit={apply} noValidate>
      <Field
        label={asOf.field}
        hint={asOf.hint}
        {...(problem === undefined ? {} : { validationMessage: problem })}
      >
        <Input type="datetime-local" value={text} onChange={(_, { value }) => setText(value)} />
      </Field>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary">
          {asOf.apply}
        </Button>
        {at !== undefined && <Button onClick={() => onChange(undefined)}>{asOf.backToNow}</Button>}
      </div>
    </form>
  );
}

/** Says that a view is of the past, or that the time of the address is none, and leads back. Nothing where it is of now. */
export function AsOfNotice({
  at,
  asked,
  onChange,
}: AsOfProps & {
  /** What the address says. */
  readonly asked: string | undefined;
}) {
  const styles = useStyles();
  if (at === undefined && (asked === undefined || asked === '')) return null;
  return (
    <MessageBar
      intent={at === undefined ? 'warning' : 'info'}
      className={styles.notice}
      title={at === undefined ? '' : utcTime(at)}
    >
      <MessageBarBody>
        {at === undefined ? asOf.unreadable(asked ?? '') : asOf.past(localTime(at))}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={() => onChange(undefined)}>
          {asOf.backToNow}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
