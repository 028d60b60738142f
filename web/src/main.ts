/** The entry point: applies the theme and requests the feed before the rest of the app has loaded. */
import '@fontsource-variable/figtree/index.css';
import '@fontsource-variable/bricolage-grotesque/index.css';
import './styles/index.css';
import { client } from './client.ts';
import { followFeed } from './data/live/feed.ts';
import { applyTheme } from './shell/theme.ts';

applyTheme();
if (client.auth.state.status === 'signed-in' && location.pathname === '/') followFeed();
await import('./start.tsx');
