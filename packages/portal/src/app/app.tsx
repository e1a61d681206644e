import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from '../lib/query-client.ts';
import { useTheme } from '../lib/theme.ts';
import { router } from './router.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// Styles are rules that this page makes: the content-security policy lets in those of its nonce.
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

// No class: Fluent gives those of its root to everything that opens over the page, which would then cover all of it.
const ALL = { height: '100%' } as const;

export function App() {
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <Themed />
    </RendererProvider>
  );
}

function Themed() {
  const { theme } = useTheme();
  return (
    <FluentProvider theme={theme} style={ALL}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </FluentProvider>
  );
}
