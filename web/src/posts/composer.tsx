/** The composer: for a new post, an answer, or the edit of a post. */
import { Clock, Image } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import type { Visibility } from '@agora/sdk';
import { countCharacters, isBlank } from '@agora/sdk/text';
import { client } from '../client.ts';
import { noteAccount } from '../data/account.ts';
import { keptName } from '../data/device.ts';
import { explain } from '../data/explain.ts';
import { homeFeed } from '../data/live/feed.ts';
import { changePost, keepPosts } from '../data/posts.ts';
import { useViewer } from '../data/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { tell, tellFailure } from '../ui/notices.tsx';
import { fullTime } from '../ui/time.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { addFiles, attachmentTypes, maxAttachments, removeAttachments, settleAttachments } from './attachments.ts';
import type { Composing } from './composing.ts';
import { changeUnsent, placeOf, useUnsent, type Unsent } from './unsent.ts';

const maxCharacters = 5_000;
const countedFrom = 4_500;

export interface ComposerProps extends Composing {
  /** Whether it is opened for writing, and so starts larger. */
  isOpen?: boolean;
  onDone?: () => void;
}

/** When to publish: at once, never (a draft), or at a time in the format of the field, in the local time zone. */
type When = 'now' | 'draft' | { at: string };

export function Composer({ replyTo, edit, isOpen = false, onDone }: ComposerProps): ReactNode {
  const viewer = useViewer();
  const id = useId();
  const place = placeOf({ replyTo, edit });
  const name = keptName(place);
  const unsent = useUnsent(place);
  const form = useRef<HTMLFormElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { attachments, isLater, at } = unsent;
  const text = unsent.text ?? edit?.text ?? '';
  const visibility = unsent.visibility ?? replyTo?.visibility ?? 'PUBLIC';
  const change = (changed: Partial<Unsent>): void => changeUnsent(name, (before) => ({ ...before, ...changed }));
  const add = (given: Iterable<File>): void => addFiles(name, given, attachments.length);
  const length = countCharacters(text);
  const isTooLong = length > maxCharacters;
  const hasContent = !isBlank(text) || attachments.length > 0 || (edit?.media?.length ?? 0) > 0;
  const areFilesReady = attachments.every(({ media, problem }) => media !== null && problem === null);
  const canSend = hasContent && !isTooLong && !isBusy && areFilesReady;

  const publish = async (when: When): Promise<string> => {
    if (edit) {
      const ifEditedAt = unsent.text === null ? edit.editedAt : unsent.editedAt;
      keepPosts([await client.api.editPost({ id: edit.id, text, ifEditedAt })]);
      return 'Saved.';
    }
    const mediaIds = await settleAttachments(attachments);
    const time = when === 'draft' ? { draft: true } : when === 'now' ? {} : { publishAt: new Date(when.at).toISOString() };
    const input = { text, visibility, mediaIds, replyToId: replyTo?.id ?? null, ...time };
    const asText = JSON.stringify(input);
    const idempotencyKey = unsent.tried?.input === asText ? unsent.tried.idempotencyKey : crypto.randomUUID();
    change({ tried: { input: asText, idempotencyKey } });
    const post = await client.api.createPost({ input: { ...input, idempotencyKey } });
    const [postId = ''] = keepPosts([post]);
    if (when !== 'now') noteAccount({ hasDrafts: true });
    if (when === 'draft') return 'Saved as a draft.';
    if (when !== 'now') return `Scheduled for ${fullTime(post.publishAt ?? when.at)}.`;
    if (replyTo) changePost(replyTo.id, (answered) => ({ ...answered, replyCount: answered.replyCount + 1 }));
    homeFeed.show(postId);
    return replyTo ? 'Your answer is published.' : 'Your post is published.';
  };
  const send = async (when: When): Promise<void> => {
    if (!canSend) return;
    setBusy(true);
    setError(null);
    try {
      const done = await publish(when);
      tell(done);
      removeAttachments(name, attachments, { isUsed: true });
      // Text typed while the request ran is not sent yet.
      changeUnsent(name, (before) => ({
        ...before,
        text: before.text === unsent.text ? null : before.text,
        isLater: false,
        at: '',
        tried: null,
      }));
      onDone?.();
    } catch (thrown) {
      setError(thrown);
      // This composer is closed; the text is kept.
      if (form.current === null) tellFailure(thrown);
    } finally {
      setBusy(false);
    }
  };
  const label = edit ? 'Your post' : replyTo ? 'Your answer' : 'What is going on?';
  return (
    <form
      ref={form}
      className="composer"
      data-answers={replyTo !== undefined || undefined}
      aria-label={edit ? 'Edit' : replyTo ? 'Answer' : 'New post'}
      onSubmit={(event) => {
        event.preventDefault();
        void send('now');
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!edit) add(event.dataTransfer.files);
      }}
    >
      <Avatar user={viewer} />
      <div className="composer-main">
        <label htmlFor={id} className="visually-hidden">
          {label}
        </label>
        <textarea
          id={id}
          value={text}
          placeholder={label}
          rows={isOpen ? 4 : 2}
          dir="auto"
          aria-invalid={isTooLong || error !== null}
          aria-describedby={`${id}-problem`}
          onChange={({ currentTarget: { value } }) =>
            // An emptied field, or the unchanged text of an edited post, leaves nothing to keep.
            change(
              value === (edit?.text ?? '')
                ? { text: null }
                : { text: value, ...(edit && unsent.text === null && { editedAt: edit.editedAt }) },
            )
          }
          onPaste={(event) => {
            if (!edit && event.clipboardData.files.length > 0) add(event.clipboardData.files);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send('now');
          }}
        />
        <AttachmentList name={name} attachments={attachments} />
        <div id={`${id}-problem`} role="alert" className="form-problem">
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
                  add(event.currentTarget.files ?? []);
                  event.currentTarget.value = '';
                }}
              />
              <button
                type="button"
                className="icon-button"
                aria-label="Add images or videos"
                disabled={attachments.length >= maxAttachments}
                onClick={() => files.current?.click()}
              >
                <Image aria-hidden />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label="Draft or schedule"
                aria-expanded={isLater}
                onClick={() => change({ isLater: !isLater })}
              >
                <Clock aria-hidden />
              </button>
              <label className="select">
                <span className="visually-hidden">Who can see this post</span>
                <select value={visibility} onChange={(event) => change({ visibility: event.currentTarget.value as Visibility })}>
                  <option value="PUBLIC">Everyone</option>
                  <option value="FOLLOWERS">Followers</option>
                  <option value="MENTIONED">People mentioned</option>
                </select>
              </label>
            </>
          )}
          <span className={isTooLong ? 'count wrong' : 'count'} role={length >= countedFrom ? 'status' : undefined}>
            {length >= countedFrom ? `${(maxCharacters - length).toLocaleString('en')} left` : ''}
          </span>
          <button type="submit" className="button primary" disabled={!canSend}>
            {isBusy ? 'Sending …' : edit ? 'Save' : replyTo ? 'Answer' : 'Post'}
          </button>
        </div>
        {isLater && !edit && (
          <div className="composer-later">
            <label htmlFor={`${id}-at`}>Publish at</label>
            <input id={`${id}-at`} type="datetime-local" value={at} onChange={(event) => change({ at: event.currentTarget.value })} />
            <button type="button" className="button small" disabled={!canSend || at === ''} onClick={() => void send({ at })}>
              Schedule
            </button>
            <button type="button" className="button small quiet" disabled={!canSend} onClick={() => void send('draft')}>
              Save as draft
            </button>
          </div>
        )}
      </div>
    </form>
  );
}
