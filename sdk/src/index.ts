/**
 * The typed client of Agora: sessions, queries, mutations, uploads and live lists, by `createClient({ url })`.
 *
 * @packageDocumentation
 */
export type { Api } from './api.ts';
export type { Auth, AuthState } from './auth/auth.ts';
export { createBrowserStorage, createMemoryStorage, type Session, type SessionStorage } from './auth/session.ts';
export { createClient, type Client, type ClientOptions, type RequestOptions, type SubscribeOptions } from './client.ts';
export type { DataOf, TypedDocument, VariablesOf } from './document.ts';
export { isAgoraError, type AgoraError, type AgoraErrorCode, type AgoraFailure } from './errors.ts';
export type { LiveStatus } from './live/follow.ts';
export type { LiveItem, LivePage, LiveUpdate } from './live/join.ts';
export type {
  FeedPage,
  FeedUpdate,
  InboxHappening,
  InboxPage,
  InboxUpdate,
  Live,
  LiveListOptions,
  LiveOptions,
  MessagesPage,
  NotificationsPage,
  NotificationsUpdate,
  PostsPage,
  PostsUpdate,
  RoomHappening,
  RoomUpdate,
} from './live/live.ts';
export { paginate, type PageOf } from './paginate.ts';
export type { UploadInput, UploadOptions } from './upload.ts';
export type { WebSocketClass } from './live/socket.ts';
export * from '../generated/operations.ts';
