/** The attachments of an unsent post, each with its upload progress and a field for its description. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { changeAttachment, removeAttachments } from './attachments.ts';
import { limitLength } from '../ui/limit-length.ts';
import type { Attachment } from './unsent.ts';

/** @param name - The storage name of the unsent post: `keptName(place)`. */
export function AttachmentList({ name, attachments }: { name: string; attachments: readonly Attachment[] }): ReactNode {
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Images">
      {attachments.map((attachment, index) => (
        <li key={attachment.key} className="attachment">
          <div className="attachment-image">
            <Preview of={attachment} />
            <Progress of={attachment} />
            <button
              type="button"
              className="icon-button"
              aria-label={isUploading(attachment) ? `Cancel ${attachment.name}` : `Remove ${attachment.name}`}
              onClick={() => removeAttachments(name, [attachment])}
            >
              <X aria-hidden />
            </button>
          </div>
          {attachment.problem !== null && <p role="alert">{attachment.problem}</p>}
          {(attachment.problem === null || attachment.altText !== '') && (
            <input
              value={attachment.altText}
              {...limitLength({ max: 1_500 })}
              placeholder="Description (alt text)"
              aria-label={`Description of image ${index + 1} for people who cannot see it`}
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
  // An upload of an earlier visit is shown as the server rendered it; for a video that is a still image.
  return isVideo && (media === null || previewUrl.startsWith('blob:')) ? <video src={previewUrl} muted /> : <img src={previewUrl} alt="" />;
}

function Progress({ of }: { of: Attachment }): ReactNode {
  return isUploading(of) && <progress value={of.share} max={1} aria-label={`Uploading ${of.name}`} />;
}

function isUploading({ media, problem }: Attachment): boolean {
  return media === null && problem === null;
}
