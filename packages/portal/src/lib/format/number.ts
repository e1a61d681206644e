import { locale } from '#strings/locale';

const NUMBER = new Intl.NumberFormat(locale);
const SIZES = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** With thousands apart. */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** A part of a whole as "99.9 %": never rounded up to all, nor down to none. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const exact = (part / whole) * 100;
  const shown = part === 0 || part === whole ? exact : Math.min(99.9, Math.max(0.1, exact));
  return `${Number(shown.toFixed(1))} %`;
}

/** In decimal units, three figures: "15.3 GB". */
export function bytes(size: number): string {
  let value = size;
  let unit = 0;
  // What is 1000 once it is rounded is one of the next unit.
  while (Number(value.toPrecision(3)) >= 1000 && unit < SIZES.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${Number(value.toPrecision(3))} ${SIZES[unit]}`;
}
