import { locale } from '#strings/locale';

/** The order of texts for readers: letter case and accents count last, and numbers as numbers. */
export const byText = new Intl.Collator(locale, { numeric: true }).compare;
