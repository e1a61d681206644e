import { createDOMRenderer, FluentProvider, makeStyles, RendererProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from '../lib/query-client.ts';
import { useTheme } from '../lib/theme.ts';
import { router } from './router.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// Styles are rules that this page makes: the content-security policy lets in those of its nonce.
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

const useStyles = makeStyles({ all: { height: '100%' } });

export function App() {
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <Themed />
    </RendererProvider>
  );
}

function Themed() {
  const { theme } = useTheme();
  const styles = useStyles();
  return (
    <FluentProvider theme={theme} className={styles.all}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </FluentProvider>
  );
}
