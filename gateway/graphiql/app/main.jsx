/** The playground: GraphiQL over HTTP, and over graphql-ws at the same address for subscriptions. */
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { examplesPlugin } from './examples-plugin.jsx';
import { createFetcher } from './fetcher.js';
import { filesPlugin } from './files-plugin.jsx';
import { headers, startTabs } from './start.js';

createRoot(document.getElementById('root')).render(
  <GraphiQL
    fetcher={createFetcher('/graphql')}
    defaultTabs={startTabs}
    initialHeaders={headers}
    defaultHeaders={headers}
    defaultEditorToolsVisibility="headers"
    isHeadersEditorEnabled
    shouldPersistHeaders
    plugins={[examplesPlugin, filesPlugin, HISTORY_PLUGIN]}
  />,
);
