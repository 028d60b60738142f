/** Where one writes: a post, an answer, or another text for a post. */
import { Clock, Image } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import type { Visibility } from '@agora/sdk';
import { countCharacters, isBlank } from '@agora/sdk/text';
import { client } from '../client.ts';
import { explain } from '../data/explain.ts';
import { showInFeed } from '../data/feed.ts';
import { changePost, keepPosts } from '../data/posts.ts';
import { useViewer } from '../data/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { tell } from '../ui/notices.tsx';
import { fullTime } from '../ui/time.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { attachmentTypes, maxAttachments, useAttachments } from './attachments.ts';
import type { Composing } from './composing.ts';

const maxCharacters = 5_000;
const countedFrom = 4_500;

export interface ComposerProps extends Composing {
  /** Whether it is there to be written in at once. */
  isOpen?: boolean;
  onDone?: () => void;
}

/** Now, kept as a draft, or at a time: as the field for it has it, in this place's time. */
type When = 'now' | 'draft' | { at: string };

export function Composer({ replyTo, edit, text: given, isOpen = false, onDone }: ComposerProps): ReactNode {
  const viewer = useViewer();
  const id = useId();
  const attachments = useAttachments();
  const files = useRef<HTMLInputElement>(null);
  const keyed = useRef({ input: '', idempotencyKey: '' });
  const [text, setText] = useState(edit?.text ?? given ?? '');
  const [visibility, setVisibility] = useState<Visibility>(replyTo?.visibility ?? 'PUBLIC');
  const [isLater, setLater] = useState(false);
  const [at, setAt] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const length = countCharacters(text);
  const isTooLong = length > maxCharacters;
  const hasContent = !isBlank(text) || attachments.all.length > 0 || (edit?.media?.length ?? 0) > 0;
  const canSend = hasContent && !isTooLong && !isBusy && !attachments.isSending && !attachments.hasProblem;

  const publish = async (when: When): Promise<string> => {
    if (edit) {
      keepPosts([await client.api.editPost({ id: edit.id, text, ifEditedAt: edit.editedAt })]);
      return 'Changed.';
    }
    const mediaIds = await attachments.settle();
    const time = when === 'draft' ? { draft: true } : when === 'now' ? {} : { publishAt: new Date(when.at).toISOString() };
    const input = { text, visibility, mediaIds, replyToId: replyTo?.id ?? null, ...time };
    // Sent again after a failure it is the same post, though the first may have arrived.
    if (keyed.current.input !== JSON.stringify(input))
      keyed.current = { input: JSON.stringify(input), idempotencyKey: crypto.randomUUID() };
    const { idempotencyKey } = keyed.current;
    const post = await client.api.createPost({ input: { ...input, idempotencyKey } });
    keyed.current = { input: '', idempotencyKey: '' };
    const [postId = ''] = keepPosts([post]);
    if (when === 'draft') return 'Kept among your drafts.';
    if (when !== 'now') return `It will be published ${fullTime(post.publishAt ?? when.at)}.`;
    if (replyTo) changePost(replyTo.id, (answered) => ({ ...answered, replyCount: answered.replyCount + 1 }));
    showInFeed(postId);
    return replyTo ? 'Your answer is there.' : 'Your post is there.';
  };
  const send = async (when: When): Promise<void> => {
    if (!canSend) return;
    setBusy(true);
    setError(null);
    try {
      tell(await publish(when));
      setText('');
      setLater(false);
      attachments.clear();
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
      aria-label={edit ? 'Edit' : replyTo ? 'Answer' : 'New post'}
      onSubmit={(event) => {
        event.preventDefault();
        void send('now');
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!edit) attachments.add(event.dataTransfer.files);
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
          rows={isOpen ? 4 : 2}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={isOpen}
          dir="auto"
          aria-invalid={isTooLong || error !== null}
          aria-describedby={`${id}-says`}
          onChange={(event) => setText(event.currentTarget.value)}
          onPaste={(event) => {
            if (!edit && event.clipboardData.files.length > 0) attachments.add(event.clipboardData.files);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send('now');
          }}
        />
        <AttachmentList attachments={attachments} />
        <div id={`${id}-says`} role="alert" className="form-problem">
          {error !== null && explain(error)}
        </div>
        <div className="composer-foot">
          {!edit && (
            <>
              <input
                ref={files}
                type="file"
                multiple
                hidden
                accept={attachmentTypes}
                onChange={(event) => {
                  attachments.add(event.currentTarget.files ?? []);
                  event.currentTarget.value = '';
                }}
              />
              <button
                type="button"
                className="icon-button"
                aria-label="Add images"
                disabled={attachments.all.length >= maxAttachments}
                onClick={() => files.current?.click()}
              >
                <Image aria-hidden />
              </button>
              <button type="button" className="icon-button" aria-label="Not now" aria-expanded={isLater} onClick={() => setLater(!isLater)}>
                <Clock aria-hidden />
              </button>
              <label className="select">
                <span className="for-readers">Who may see it</span>
                <select value={visibility} onChange={(event) => setVisibility(event.currentTarget.value as Visibility)}>
                  <option value="PUBLIC">Everybody</option>
                  <option value="FOLLOWERS">Followers</option>
                  <option value="MENTIONED">Those mentioned</option>
                </select>
              </label>
            </>
          )}
          <span className={isTooLong ? 'count wrong' : 'count'} role={length >= countedFrom ? 'status' : undefined}>
            {length >= countedFrom ? `${(maxCharacters - length).toLocaleString('en')} left` : ''}
          </span>
          <button type="submit" className="button primary" disabled={!canSend}>
            {isBusy ? 'Sending …' : edit ? 'Change' : replyTo ? 'Answer' : 'Post'}
          </button>
        </div>
        {isLater && !edit && (
          <div className="composer-later">
            <label htmlFor={`${id}-at`}>Publish at</label>
            <input id={`${id}-at`} type="datetime-local" value={at} onChange={(event) => setAt(event.currentTarget.value)} />
            <button type="button" className="button small" disabled={!canSend || at === ''} onClick={() => void send({ at })}>
              Schedule
            </button>
            <button type="button" className="button small quiet" disabled={!canSend} onClick={() => void send('draft')}>
              Keep as draft
            </button>
          </div>
        )}
      </div>
    </form>
  );
}
