export const filters = {
  label: 'Filters',
  all: 'All',
  pill: (label: string, value: string) => `${label}: ${value}`,
  change: (label: string, value: string) => `${label}: ${value}. Change filter`,
  remove: (label: string) => `Remove filter ${label}`,
  several: (first: string, more: number) => `${first} and ${more} more`,
  find: (label: string) => `Search ${label.toLowerCase()}`,
  apply: 'Apply',
  use: (text: string) => `Use “${text}”`,
  none: 'There is nothing to choose from here.',
};
