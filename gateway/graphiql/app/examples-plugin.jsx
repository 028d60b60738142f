/** The pane with example operations: each opens in a tab of its own, with the headers of the one before. */
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { areas } from './examples.js';

function ExamplesIcon() {
  return (
    <svg height="1em" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden>
      <path d="M2 3h10M2 7h10M2 11h6" />
    </svg>
  );
}

function Examples() {
  const { queryEditor, variableEditor, headerEditor } = useGraphiQL(({ queryEditor, variableEditor, headerEditor }) => ({
    queryEditor,
    variableEditor,
    headerEditor,
  }));
  const { addTab } = useGraphiQLActions();
  const open = ({ query, variables }) => {
    const headers = headerEditor?.getValue() ?? '';
    addTab();
    // The editors are those of the tab that is now open.
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables ? JSON.stringify(variables, null, 2) : '');
    headerEditor?.setValue(headers);
  };
  return (
    <section className="agora-pane" aria-label="Examples">
      <h2>Examples</h2>
      <p>Each opens in a tab of its own. Sign in first, and put the accessToken into the headers, after “Bearer ”.</p>
      {areas.map(({ title, examples }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul>
            {examples.map((example) => (
              <li key={example.title}>
                <button type="button" onClick={() => open(example)}>
                  {example.title}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

export const examplesPlugin = { title: 'Examples', icon: ExamplesIcon, content: Examples };
