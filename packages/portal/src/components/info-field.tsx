import { Field, type FieldProps, InfoLabel } from '@fluentui/react-components';
import type { ReactElement } from 'react';

export type InfoFieldProps = {
  readonly label: string;
  /** What the field is for, behind an icon beside its label. */
  readonly info: string;
  readonly required?: boolean;
  /** What is wrong with what was given. */
  readonly problem?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactElement | Exclude<FieldProps['children'], ReactElement>;
};

/** A field whose explanation takes no room before it is asked for. */
export function InfoField({ label, info, required = false, problem, className, children }: InfoFieldProps) {
  return (
    <Field
      required={required}
      {...(className === undefined ? {} : { className })}
      {...(problem === undefined ? {} : { validationMessage: problem })}
      label={{
        children: (_: unknown, { children: __, ...slot }: object & { children?: unknown }) => (
          <InfoLabel {...slot} info={info}>
            {label}
          </InfoLabel>
        ),
      }}
    >
      {children}
    </Field>
  );
}
