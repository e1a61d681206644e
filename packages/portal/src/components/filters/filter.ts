/** Something that a list can be narrowed by. */
export type Filter = ChoiceOf | TextOf;

/** One or several of what there is. */
export type ChoiceOf = {
  readonly kind: 'choice';
  readonly id: string;
  readonly label: string;
  readonly options: readonly FilterOption[];
  /** One at a time. */
  readonly isSingle?: boolean;
  /** What is not among the options may be typed. */
  readonly canType?: boolean;
};

export type FilterOption = {
  readonly value: string;
  readonly label: string;
  /** What tells options of one name apart: a scope. */
  readonly detail?: string;
};

/** A text that is typed. */
export type TextOf = {
  readonly kind: 'text';
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
};
