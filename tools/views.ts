import type { View } from '../tests/portal/harness.ts';

/** Looks that every picture is taken in. */
export const VIEWS = {
  light: { width: 1440, height: 900 },
  dark: { width: 1440, height: 900, theme: 'dark' },
  contrast: { width: 1440, height: 900, contrast: 'more' },
  tablet: { width: 1024, height: 768 },
  narrow: { width: 360, height: 740 },
} as const satisfies Readonly<Record<string, View>>;

/** A picture that the documentation shows. */
export type Illustration = {
  /** Its file in `docs/images`. */
  readonly file: string;
  /** By the name of one of the pictures. */
  readonly picture: string;
  readonly view: View;
};

const SMALL = { width: 1180, height: 760 } as const;

/** The pictures in `docs/images`. Smaller than the others: they are a part of the repository. */
export const ILLUSTRATIONS: readonly Illustration[] = [
  { file: 'assign-impact.png', picture: 'assign-impact', view: SMALL },
  { file: 'catalog.png', picture: 'catalog-workspace', view: SMALL },
  { file: 'deploy-refused.png', picture: 'deploy-refused', view: SMALL },
  { file: 'decision.png', picture: 'decision', view: SMALL },
  { file: 'compliance.png', picture: 'compliance', view: { ...SMALL, theme: 'dark' } },
  { file: 'narrow.png', picture: 'home', view: { width: 390, height: 760, theme: 'dark' } },
];
