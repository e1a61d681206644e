import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  good: { fill: tokens.colorStatusSuccessBackground3 },
  bad: { fill: tokens.colorStatusDangerBackground3 },
  unclear: { fill: tokens.colorStatusWarningBackground3 },
  apart: { fill: tokens.colorNeutralStroke1 },
  lines: { stroke: tokens.colorNeutralBackground1, strokeWidth: '1.5px', fill: 'none' },
});

/** Colour and lines of a state in charts. In high contrast all colours are one: there the lines alone tell states apart. */
const LOOKS: Readonly<
  Record<string, readonly [colour: 'good' | 'bad' | 'unclear' | 'apart', lines: string]>
> = {
  Compliant: ['good', ''],
  NonCompliant: ['bad', 'M -2 2 L 2 -2 M 0 8 L 8 0 M 6 10 L 10 6'],
  Conflict: ['bad', 'M 0 0 L 8 8 M 0 8 L 8 0'],
  Error: ['unclear', 'M 0 4 H 8'],
  Unknown: ['unclear', 'M 4 0 V 8'],
  Exempt: ['apart', 'M 0 4 H 8 M 4 0 V 8'],
  Protected: ['apart', 'M -2 6 L 2 10 M 0 0 L 8 8 M 6 -2 L 10 2'],
};

const OTHER = ['apart', ''] as const;

/** Makes the fill of a state known to the SVG around it, by an id that `fill="url(#id)"` names. */
export function StateFill({ id, state }: { readonly id: string; readonly state: string }) {
  const styles = useStyles();
  const [colour, lines] = (Object.hasOwn(LOOKS, state) ? LOOKS[state] : undefined) ?? OTHER;
  return (
    <pattern id={id} width={8} height={8} patternUnits="userSpaceOnUse">
      <rect width={8} height={8} className={styles[colour]} />
      {lines !== '' && <path d={lines} className={styles.lines} />}
    </pattern>
  );
}
