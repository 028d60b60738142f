/** Where one writes: a post, an answer, or another text for a post. */
import { useId, useState, type ReactNode } from 'react';
import type { Visibility } from '@agora/sdk';
import { client } from '../client.ts';
import { showInFeed } from '../data/feed.ts';
import { changePost, keepPosts } from '../data/posts.ts';
import { useViewer } from '../data/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { explain } from '../data/explain.ts';
import { tell } from '../ui/notices.tsx';
import type { Composing } from './composing.ts';

const maxCharacters = 5_000;
const countedFrom = 4_500;

export interface ComposerProps extends Composing {
  /** Whether it is there to be written in at once. */
  isOpen?: boolean;
  onDone?: () => void;
  /** Told of what was written. */
  onPosted?: (id: string) => void;
}

export function Composer({ replyTo, edit, text: given, isOpen = false, onDone, onPosted }: ComposerProps): ReactNode {
  const viewer = useViewer();
  const id = useId();
  const [text, setText] = useState(edit?.text ?? given ?? '');
  const [visibility, setVisibility] = useState<Visibility>(replyTo?.visibility ?? 'PUBLIC');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const length = [...text].length;
  const isTooLong = length > maxCharacters;
  const canSend = text.trim() !== '' && !isTooLong && !isBusy;

  const send = async (): Promise<void> => {
    if (!canSend) return;
    setBusy(true);
    setError(null);
    try {
      if (edit) {
        keepPosts([await client.api.editPost({ id: edit.id, text, ifEditedAt: edit.editedAt })]);
      } else {
        const post = await client.api.createPost({ input: { text, visibility, replyToId: replyTo?.id ?? null } });
        const [postId = ''] = keepPosts([post]);
        showInFeed(postId);
        if (replyTo) changePost(replyTo.id, (answered) => ({ ...answered, replyCount: answered.replyCount + 1 }));
        onPosted?.(postId);
      }
      tell(edit ? 'Changed.' : replyTo ? 'Your answer is there.' : 'Your post is there.');
      setText('');
      onDone?.();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const label = edit ? 'Your post' : replyTo ? 'Your answer' : 'What is going on?';
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Avatar user={viewer} />
      <div className="composer-main">
        <label htmlFor={id} className="for-readers">
          {label}
        </label>
        <textarea
          id={id}
          value={text}
          placeholder={label}
          rows={isOpen ? 5 : 2}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={isOpen}
          dir="auto"
          aria-invalid={isTooLong || error !== null}
          aria-describedby={`${id}-says`}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
          }}
        />
        <div id={`${id}-says`} role="alert" className="form-problem">
          {error !== null && explain(error)}
        </div>
        <div className="composer-foot">
          {!edit && (
            <label className="select">
              <span className="for-readers">Who may see it</span>
              <select value={visibility} onChange={(event) => setVisibility(event.currentTarget.value as Visibility)}>
                <option value="PUBLIC">Everybody</option>
                <option value="FOLLOWERS">Followers</option>
                <option value="MENTIONED">Those mentioned</option>
              </select>
            </label>
          )}
          <span className={isTooLong ? 'count wrong' : 'count'} role={length >= countedFrom ? 'status' : undefined}>
            {length >= countedFrom ? `${(maxCharacters - length).toLocaleString('en')} left` : ''}
          </span>
          <button type="submit" className="button primary" disabled={!canSend}>
            {isBusy ? 'Sending …' : edit ? 'Change' : replyTo ? 'Answer' : 'Post'}
          </button>
        </div>
      </div>
    </form>
  );
}
