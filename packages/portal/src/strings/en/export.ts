export const exports = {
  csv: 'Export CSV',
  export: 'Export',
  running: (what: string) => `Exporting ${what}`,
  done: (what: string) => `Exported ${what}`,
  failed: (what: string) => `${what} could not be exported`,
};
