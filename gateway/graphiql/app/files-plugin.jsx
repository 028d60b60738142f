/** The pane where files are chosen for variables of the type Upload. */
import { useState, useSyncExternalStore } from 'react';
import { chooseFile, chosenFiles, dropFile, onFilesChange } from './files.js';

function FileIcon() {
  return (
    <svg height="1em" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden>
      <path d="M3 1h5l3 3v9H3zM7 10.5v-4M5 8l2-2 2 2" />
    </svg>
  );
}

function Files() {
  const files = useSyncExternalStore(onFilesChange, chosenFiles);
  const [variable, setVariable] = useState('file');
  return (
    <section className="agora-pane" aria-label="Files">
      <h2>Files</h2>
      <p>
        A file stands for a variable of the type Upload. Leave that variable null: {'{ "file": null }'}. It is sent with each operation that
        has it.
      </p>
      <label>
        Variable
        <input value={variable} onChange={(event) => setVariable(event.target.value)} />
      </label>
      <label>
        File
        <input
          type="file"
          disabled={variable.trim() === ''}
          onChange={(event) => {
            const [file] = event.target.files;
            if (file) chooseFile(variable.trim(), file);
            event.target.value = '';
          }}
        />
      </label>
      <ul aria-label="Chosen files">
        {files.map(({ variable: name, file }) => (
          <li key={name}>
            <code>${name}</code>: {file.name}, {file.size.toLocaleString('en')} bytes
            <button type="button" aria-label={`Drop ${file.name}`} onClick={() => dropFile(name)}>
              Drop
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const filesPlugin = { title: 'Files', icon: FileIcon, content: Files };
