import { makeStyles } from '@fluentui/react-components';

/** A tab of sections, the first of which begins at its top. */
export const useTabStyles = makeStyles({
  form: { maxWidth: '600px', '& > section:first-child': { marginTop: 0 } },
});
