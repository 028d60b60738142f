/** The images of a post that is being written, each with how far it is and a place for what it shows. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { changeAttachment, removeAttachments } from './attachments.ts';
import { limited } from '../ui/limited.ts';
import type { Attachment } from './unsent.ts';

/** @param name - Where they are written: `keptName(place)`. */
export function AttachmentList({ name, attachments }: { name: string; attachments: readonly Attachment[] }): ReactNode {
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Images">
      {attachments.map((attachment, index) => (
        <li key={attachment.key} className="attachment">
          <div className="attachment-image">
            <Preview of={attachment} />
            <Sending of={attachment} />
            <button
              type="button"
              className="icon-button"
              aria-label={attachment.media ? `Take ${attachment.name} away` : `Cancel ${attachment.name}`}
              onClick={() => removeAttachments(name, [attachment])}
            >
              <X aria-hidden />
            </button>
          </div>
          {attachment.problem !== null && <p role="alert">{attachment.problem}</p>}
          {(attachment.problem === null || attachment.altText !== '') && (
            <input
              value={attachment.altText}
              {...limited({ max: 1_500 })}
              placeholder="What does it show?"
              aria-label={`What image ${index + 1} shows, for those who cannot see it`}
              onChange={(event) => changeAttachment(name, attachment.key, { altText: event.currentTarget.value })}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Preview({ of: { previewUrl, isVideo, media } }: { of: Attachment }): ReactNode {
  if (previewUrl === '') return null;
  // What was sent before the page was left is shown as the server made it: of a video, a picture.
  return isVideo && (media === null || previewUrl.startsWith('blob:')) ? <video src={previewUrl} muted /> : <img src={previewUrl} alt="" />;
}

function Sending({ of: { media, problem, share, name } }: { of: Attachment }): ReactNode {
  if (media !== null || problem !== null) return null;
  return <progress value={share} max={1} aria-label={`Sending ${name}`} />;
}
