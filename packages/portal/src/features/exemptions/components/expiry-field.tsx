import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { exemptions } from '#strings/exemptions';
import { fromLocalInput, toLocalInput } from '../../../lib/time-range.ts';
import type { ExemptionForm } from './use-exemption-form.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  time: { width: 'min(260px, 100%)' },
});

const SPANS = [7, 30, 90, 365];
const DAY_MS = 86_400_000;

/** When it ends: never, or at a time. */
export function ExpiryField({ state: { form, change, shown } }: { readonly state: ExemptionForm }) {
  const styles = useStyles();
  const words = exemptions.edit;
  const { expiresOn } = form;
  return (
    <>
      <Field label={words.expiry}>
        <RadioGroup
          layout="horizontal"
          value={expiresOn === undefined ? 'never' : 'at'}
          onChange={(_, { value }) => change({ expiresOn: value === 'never' ? undefined : inDays(90) })}
        >
          <Radio value="at" label={words.expiryAt} />
          <Radio value="never" label={words.expiryNever} />
        </RadioGroup>
      </Field>
      {expiresOn !== undefined && (
        <Field
          label={words.expiryTime}
          hint={words.expiryHint}
          {...(shown.expiresOn === undefined ? {} : { validationMessage: shown.expiresOn })}
        >
          {control => (
            <div className={styles.row}>
              <Input
                {...control}
                className={styles.time}
                type="datetime-local"
                value={expiresOn === '' ? '' : toLocalInput(expiresOn)}
                onChange={(_, { value }) => change({ expiresOn: fromLocalInput(value) ?? '' })}
              />
              {SPANS.map(days => (
                <Button key={days} size="small" onClick={() => change({ expiresOn: inDays(days) })}>
                  {words.inDays(days)}
                </Button>
              ))}
            </div>
          )}
        </Field>
      )}
    </>
  );
}

/** To the minute, which is what can be typed. */
export function inDays(days: number): string {
  const at = new Date(Date.now() + days * DAY_MS);
  at.setSeconds(0, 0);
  return at.toISOString();
}
