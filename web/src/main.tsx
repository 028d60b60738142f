/** Where the app begins. */
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/figtree/index.css';
import '@fontsource-variable/bricolage-grotesque/index.css';
import './styles/index.css';
import { App } from './app.tsx';
import { client } from './client.ts';
import { followFeed } from './data/feed.ts';
import { applyTheme } from './shell/theme.ts';

applyTheme();
// The feed is on its way while the page is being put together.
if (client.auth.state.status === 'signed-in' && location.pathname === '/') followFeed();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
