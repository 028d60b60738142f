/** The images of a post that is being written, each with how far it is and a place for what it shows. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Attachment, Attachments } from './attachments.ts';

export function AttachmentList({ attachments }: { attachments: Attachments }): ReactNode {
  if (attachments.all.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Images">
      {attachments.all.map((attachment, index) => (
        <li key={attachment.key} className="attachment">
          <div className="attachment-image">
            {attachment.isVideo ? <video src={attachment.previewUrl} muted /> : <img src={attachment.previewUrl} alt="" />}
            <Sending of={attachment} />
            <button
              type="button"
              className="icon-button"
              aria-label={attachment.media ? `Take ${attachment.name} away` : `Cancel ${attachment.name}`}
              onClick={() => attachments.remove(attachment.key)}
            >
              <X aria-hidden />
            </button>
          </div>
          {attachment.problem === null ? (
            <input
              value={attachment.altText}
              maxLength={1_500}
              placeholder="What does it show?"
              aria-label={`What image ${index + 1} shows, for those who cannot see it`}
              onChange={(event) => attachments.describe(attachment.key, event.currentTarget.value)}
            />
          ) : (
            <p role="alert">{attachment.problem}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Sending({ of: { media, problem, share, name } }: { of: Attachment }): ReactNode {
  if (media !== null || problem !== null) return null;
  return <progress value={share} max={1} aria-label={`Sending ${name}`} />;
}
