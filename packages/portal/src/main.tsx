import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './page.css';
import { frame } from '#strings/frame';
import { connect } from './lib/arm.ts';
import { fetchConfig } from './lib/config.ts';
import { openSession, SignInFailed } from './lib/session/session.ts';
import { startTheme } from './lib/theme.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the portal.');

try {
  // While the reader is away at the sign-in page, nothing else need be loaded.
  const session = await openSession(await fetchConfig());
  connect(session);
  const [{ App }] = await Promise.all([import('./app/app.tsx'), startTheme()]);
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
} catch (error) {
  showFailure(place, error);
}

/** Without React: it may be what failed. */
function showFailure(place: HTMLElement, error: unknown): void {
  const title = document.createElement('h1');
  title.textContent = error instanceof SignInFailed ? frame.signInFailed : frame.cannotStart;
  const reason = document.createElement('p');
  reason.textContent = error instanceof Error ? error.message : String(error);
  const again = document.createElement('a');
  again.href = import.meta.env.BASE_URL;
  again.textContent = frame.signInAgain;
  place.setAttribute('role', 'alert');
  place.className = 'failure';
  place.replaceChildren(title, reason, again);
}
