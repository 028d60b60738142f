// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { me as Query_me } from '../resolvers/Query/me.ts';
import { user as Query_user } from '../resolvers/Query/user.ts';
import { approveFollow as Mutation_approveFollow } from '../resolvers/Mutation/approveFollow.ts';
import { block as Mutation_block } from '../resolvers/Mutation/block.ts';
import { changePassword as Mutation_changePassword } from '../resolvers/Mutation/changePassword.ts';
import { declineFollow as Mutation_declineFollow } from '../resolvers/Mutation/declineFollow.ts';
import { deleteAccount as Mutation_deleteAccount } from '../resolvers/Mutation/deleteAccount.ts';
import { follow as Mutation_follow } from '../resolvers/Mutation/follow.ts';
import { login as Mutation_login } from '../resolvers/Mutation/login.ts';
import { logout as Mutation_logout } from '../resolvers/Mutation/logout.ts';
import { logoutEverywhere as Mutation_logoutEverywhere } from '../resolvers/Mutation/logoutEverywhere.ts';
import { logoutSession as Mutation_logoutSession } from '../resolvers/Mutation/logoutSession.ts';
import { mute as Mutation_mute } from '../resolvers/Mutation/mute.ts';
import { refreshTokens as Mutation_refreshTokens } from '../resolvers/Mutation/refreshTokens.ts';
import { register as Mutation_register } from '../resolvers/Mutation/register.ts';
import { requestPasswordReset as Mutation_requestPasswordReset } from '../resolvers/Mutation/requestPasswordReset.ts';
import { resendVerification as Mutation_resendVerification } from '../resolvers/Mutation/resendVerification.ts';
import { resetPassword as Mutation_resetPassword } from '../resolvers/Mutation/resetPassword.ts';
import { setRole as Mutation_setRole } from '../resolvers/Mutation/setRole.ts';
import { suspendUser as Mutation_suspendUser } from '../resolvers/Mutation/suspendUser.ts';
import { unblock as Mutation_unblock } from '../resolvers/Mutation/unblock.ts';
import { unfollow as Mutation_unfollow } from '../resolvers/Mutation/unfollow.ts';
import { unmute as Mutation_unmute } from '../resolvers/Mutation/unmute.ts';
import { unsuspendUser as Mutation_unsuspendUser } from '../resolvers/Mutation/unsuspendUser.ts';
import { updateProfile as Mutation_updateProfile } from '../resolvers/Mutation/updateProfile.ts';
import { verifyEmail as Mutation_verifyEmail } from '../resolvers/Mutation/verifyEmail.ts';
import { Session } from '../resolvers/Session.ts';
import { User } from '../resolvers/User.ts';
import { Viewer } from '../resolvers/Viewer.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
export const resolvers: Resolvers = {
  Query: { me: Query_me, user: Query_user },
  Mutation: {
    approveFollow: Mutation_approveFollow,
    block: Mutation_block,
    changePassword: Mutation_changePassword,
    declineFollow: Mutation_declineFollow,
    deleteAccount: Mutation_deleteAccount,
    follow: Mutation_follow,
    login: Mutation_login,
    logout: Mutation_logout,
    logoutEverywhere: Mutation_logoutEverywhere,
    logoutSession: Mutation_logoutSession,
    mute: Mutation_mute,
    refreshTokens: Mutation_refreshTokens,
    register: Mutation_register,
    requestPasswordReset: Mutation_requestPasswordReset,
    resendVerification: Mutation_resendVerification,
    resetPassword: Mutation_resetPassword,
    setRole: Mutation_setRole,
    suspendUser: Mutation_suspendUser,
    unblock: Mutation_unblock,
    unfollow: Mutation_unfollow,
    unmute: Mutation_unmute,
    unsuspendUser: Mutation_unsuspendUser,
    updateProfile: Mutation_updateProfile,
    verifyEmail: Mutation_verifyEmail,
  },

  Session: Session,
  User: User,
  Viewer: Viewer,
  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
};
