/** The dialog that edits the viewer's profile. */
import { useId, useState, type ReactNode } from 'react';
import type { UserFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { untilReady } from '../data/media.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, FormProblem, useForm } from '../ui/form.tsx';
import { useKeptForm } from '../ui/kept-form.ts';
import { limitLength } from '../ui/limit-length.ts';
import { tell, tellFailure } from '../ui/notices.tsx';

export interface EditProfileProps {
  user: UserFieldsFragment;
  onChange: (user: UserFieldsFragment) => void;
  onClose: () => void;
}

const imageTypes = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic';

export function EditProfile({ user, onChange, onClose }: EditProfileProps): ReactNode {
  const bioId = useId();
  const kept = useKeptForm('profile');
  const form = useForm(async ({ displayName = '', username = '', bio = '', website = '', isPrivate }) => {
    const input = { displayName, username, bio, website: website.trim() === '' ? null : website.trim(), isPrivate: isPrivate === 'on' };
    onChange(await client.api.updateProfile({ input }));
    kept.forget();
    tell('Your profile is changed.');
    onClose();
  });
  return (
    <Dialog title="Edit profile" onClose={onClose} discard={kept.isChanged ? kept.forget : undefined}>
      <Picture user={user} onChange={onChange} />
      <form {...kept.props} className="narrow edit-profile" onSubmit={form.onSubmit}>
        <Field form={form} name="displayName" label="Name" defaultValue={user.displayName} {...limitLength({ max: 60 })} />
        <Field
          form={form}
          name="username"
          label="Username"
          defaultValue={user.username}
          hint="Links to your old name will stop working."
          autoCapitalize="none"
          spellCheck={false}
          {...limitLength({ min: 3, max: 30 })}
          required
        />
        <div className="field">
          <label htmlFor={bioId}>About you</label>
          <textarea id={bioId} name="bio" defaultValue={user.bio} {...limitLength({ max: 500 })} />
        </div>
        <Field form={form} name="website" label="Website" type="url" placeholder="https://…" defaultValue={user.website ?? ''} />
        <label className="check">
          <input type="checkbox" name="isPrivate" defaultChecked={user.isPrivate} />
          <span className="check-label">
            <b>Approve followers</b>
            Only followers you approve see your posts.
          </span>
        </label>
        <FormProblem form={form} fields={['displayName', 'username', 'website']} />
        <button type="submit" className="button primary" disabled={form.isBusy}>
          {form.isBusy ? 'Saving …' : 'Save'}
        </button>
      </form>
    </Dialog>
  );
}

/** The picture is saved at once, apart from the form. */
function Picture({ user, onChange }: Pick<EditProfileProps, 'user' | 'onChange'>): ReactNode {
  const [share, setShare] = useState<number | null>(null);
  const inputId = useId();
  const upload = async (file: File): Promise<void> => {
    setShare(0);
    try {
      const media = await client.api.uploadMedia({ file }, { onProgress: setShare });
      const changed = await client.api.updateProfile({ input: { avatarId: media.id } });
      onChange(changed);
      await untilReady(media.id);
      onChange((await client.api.user({ id: user.id })) ?? changed);
      tell('Your picture is changed.');
    } catch (error) {
      tellFailure(error);
    } finally {
      setShare(null);
    }
  };
  const remove = async (): Promise<void> => {
    try {
      onChange(await client.api.updateProfile({ input: { avatarId: null } }));
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <div className="edit-picture">
      <Avatar user={user} size={72} />
      <label className="button small" htmlFor={inputId}>
        {share === null ? 'Choose a picture' : share < 1 ? `Uploading, ${Math.round(share * 100)} %` : 'Processing …'}
      </label>
      <input
        id={inputId}
        className="visually-hidden"
        type="file"
        accept={imageTypes}
        disabled={share !== null}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void upload(file);
        }}
      />
      {user.avatar && (
        <button type="button" className="button quiet small" onClick={() => void remove()}>
          Remove
        </button>
      )}
    </div>
  );
}
