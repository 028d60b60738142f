/** Rows about accounts, sessions and sign-in. */
import { randomUUID } from 'node:crypto';
import { makePeople } from '../../clients/people.ts';
import { type Attempt, firstField } from '../attempt.ts';
import { readOwner, readViewer, askAsViewer } from '../builders.ts';

const userQuery = 'query ($id: ID!) { user(id: $id) { id } }';

export const accounts: Record<string, Attempt> = {
  'Query.user': readOwner(userQuery),
  'Query.user, suspended': readOwner(userQuery, firstField, 'suspended'),
  'Query.me': askAsViewer('{ me { user { id } } }'),
  'Viewer.emailVerified': readViewer('emailVerified'),
  'Mutation.verifyEmail': askAsViewer('mutation { verifyEmail(token: "invented") { id } }'),
  'Mutation.resendVerification': askAsViewer('mutation { resendVerification }'),
  'Mutation.requestPasswordReset': askAsViewer('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', () => ({
    email: `${randomUUID()}@example.org`,
  })),
  'Mutation.resetPassword': askAsViewer('mutation { resetPassword(token: "invented", newPassword: "correct horse battery") }'),
  'Viewer.user': readViewer('user { id }'),
  'Viewer.email': readViewer('email'),
  'Viewer.sessions': readViewer('sessions { id }'),
  'Mutation.register': askAsViewer('mutation ($input: RegisterInput!) { register(input: $input) { viewer { email } } }', () => {
    const username = `new_${randomUUID().slice(0, 8)}`;
    return { input: { username, email: `${username}@example.org`, password: 'correct horse battery staple' } };
  }),
  'Mutation.login': askAsViewer('mutation ($input: LoginInput!) { login(input: $input) { viewer { email } } }', ({ world }) => ({
    input: { usernameOrEmail: world.owner.username, password: world.owner.password },
  })),
  'Mutation.refreshTokens': askAsViewer(
    'mutation ($token: String!) { refreshTokens(refreshToken: $token) { viewer { email } } }',
    async ({ agora }) => {
      const [person] = await makePeople(agora.users.deps, 1);
      return { token: person?.refreshToken };
    },
  ),
  'Mutation.logout': askAsViewer('mutation { logout }', undefined, 'a public one of its own'),
  'Mutation.logoutSession': askAsViewer(
    'mutation ($id: ID!) { logoutSession(id: $id) }',
    ({ world }) => ({ id: world.owner.sessionId }),
    'a public one of its own',
  ),
  'Mutation.logoutEverywhere': askAsViewer('mutation { logoutEverywhere }', undefined, 'a public one of its own'),
  'Mutation.changePassword': askAsViewer(
    'mutation ($old: String!) { changePassword(currentPassword: $old, newPassword: "another good password") }',
    ({ world }) => ({
      old: world.owner.password,
    }),
    'a public one of its own',
  ),
  'Mutation.updateProfile': askAsViewer('mutation { updateProfile(input: { bio: "new" }) { id } }'),
  'Mutation.deleteAccount': askAsViewer(
    'mutation ($password: String!) { deleteAccount(password: $password) }',
    ({ world }) => ({
      password: world.owner.password,
    }),
    'a public one of its own',
  ),
};
